-- claim-stage: lets one process tell a message of a quiz, until it has or its claim lapses. O(1).
-- KEYS run      hash  the chat's quiz
-- ARGV runId    the run meant
-- ARGV stage    number of the message within the quiz
-- ARGV owner    who wants to tell it
-- ARGV nowMs    ms
-- ARGV untilMs  when the claim lapses unless it is renewed, ms
-- returns 1 when the caller is to tell it, 0 when it was told or the quiz is another, -1 when somebody else is at it
local known = redis.call('HMGET', KEYS[1], 'id', 'told', 'teller', 'tellerUntilMs')
if known[1] ~= ARGV[1] or tonumber(known[2] or 0) >= tonumber(ARGV[2]) then return 0 end
local claim = ARGV[2] .. ' ' .. ARGV[3]
local isOther = known[3] and known[3] ~= claim and string.match(known[3], '^%d+') == ARGV[2]
if isOther and tonumber(known[4]) > tonumber(ARGV[4]) then return -1 end
redis.call('HSET', KEYS[1], 'teller', claim, 'tellerUntilMs', ARGV[5])
return 1
