-- note-told: notes that a message of a quiz is out, and with it all before it. O(1).
-- KEYS run    hash  the chat's quiz
-- ARGV runId  the run meant
-- ARGV stage  number of the message within the quiz
-- returns 1 when this was news, 0 when it was known or the quiz is another
local known = redis.call('HMGET', KEYS[1], 'id', 'told')
if known[1] ~= ARGV[1] or tonumber(known[2] or 0) >= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], 'told', ARGV[2])
return 1
