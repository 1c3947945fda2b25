-- number-fan-out: the number of the fan-out that an event makes, a new one unless it was given one. O(1).
-- KEYS count    string  numbers given so far
-- KEYS handled  string  the number that the event was given
-- returns the number
local past = redis.call('GET', KEYS[2])
if past then return past end
local outcome = tostring(redis.call('INCR', KEYS[1]))
redis.call('SET', KEYS[2], outcome, 'EX', 90000)
return outcome
