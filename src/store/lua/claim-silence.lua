-- claim-silence: lets exactly one caller tell a chat what was not heard up to an instant. O(1).
-- KEYS unheard  string  up to when the chat was told before, ms
-- ARGV toMs     up to when it is told now, ms
-- ARGV keptMs   how long that is remembered, ms
-- returns up to when it had been told, ms; 0 when never
local told = tonumber(redis.call('GET', KEYS[1]) or 0)
if tonumber(ARGV[1]) > told then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
return told
