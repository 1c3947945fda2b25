-- remove-bank: deletes a bank of a chat, once an event. O(size of the bank).
-- KEYS banks    hash    normalised name → JSON of what is listed
-- KEYS bank     string  JSON of the questions
-- KEYS handled  string  outcome of the event
-- ARGV name     normalised
-- returns JSON {isRemoved}: whether there was such a bank
local past = redis.call('GET', KEYS[3])
if past then return past end
local isRemoved = redis.call('HDEL', KEYS[1], ARGV[1]) == 1
redis.call('DEL', KEYS[2])
local outcome = cjson.encode({isRemoved = isRemoved})
redis.call('SET', KEYS[3], outcome, 'EX', 90000)
return outcome
