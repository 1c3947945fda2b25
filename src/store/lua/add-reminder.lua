-- add-reminder: gives a chat's new reminder its number, once an event; refuses when there are enough. O(1).
-- KEYS reminders  hash    number → `+` or, while paused, `-`, then JSON
-- KEYS chat       hash    the chat
-- KEYS handled    string  outcome of the event
-- ARGV reminder  JSON
-- ARGV max       count of reminders a chat may have
-- returns JSON {number, kept}: number 0 when there are enough, kept the reminder as first made
local past = redis.call('GET', KEYS[3])
if past then return past end
local number = 0
if redis.call('HLEN', KEYS[1]) < tonumber(ARGV[2]) then
  number = redis.call('HINCRBY', KEYS[2], 'reminders', 1)
  redis.call('HSET', KEYS[1], number, '+' .. ARGV[1])
end
local outcome = cjson.encode({number = number, kept = ARGV[1]})
redis.call('SET', KEYS[3], outcome, 'EX', 90000)
return outcome
