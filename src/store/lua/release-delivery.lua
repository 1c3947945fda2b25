-- release-delivery: takes back the mark of a sender that sends nothing more for now. O(1).
-- KEYS sent  string  `done`, `sending <sender>` or `part <count of calls that are out>`
-- ARGV sender     who was about to send
-- ARGV sentCount  count of calls that are out
-- returns 1 when the mark was the sender's, else 0
if redis.call('GET', KEYS[1]) ~= 'sending ' .. ARGV[1] then return 0 end
if ARGV[2] == '0' then return redis.call('DEL', KEYS[1]) end
redis.call('SET', KEYS[1], 'part ' .. ARGV[2], 'EX', 259200)
return 1
