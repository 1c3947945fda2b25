-- put-bank: adds or replaces a bank of a chat, once an event. O(size of the bank).
-- KEYS banks    hash    normalised name → JSON of what is listed
-- KEYS bank     string  JSON of the questions
-- KEYS handled  string  outcome of the event
-- ARGV name     normalised
-- ARGV listing  JSON
-- ARGV questions  JSON
-- ARGV most     banks that a chat may have
-- returns JSON {outcome: added | replaced | too-many}
local past = redis.call('GET', KEYS[3])
if past then return past end
local isKnown = redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1
local outcome = isKnown and 'replaced' or 'added'
if not isKnown and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[4]) then
  outcome = 'too-many'
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  redis.call('SET', KEYS[2], ARGV[3])
end
local answer = cjson.encode({outcome = outcome})
redis.call('SET', KEYS[3], answer, 'EX', 90000)
return answer
