-- put-plan: replaces a chat's plan, or sets single days of it, once an event. O(items).
-- KEYS plan     hash    date → JSON of the item
-- KEYS chat     hash    the chat
-- KEYS handled  string  outcome of the event
-- ARGV isWhole  1 replaces the plan, 0 sets the days given
-- ARGV title    of the plan; empty keeps the old one
-- returns JSON {replacedCount, itemCount}; date, item, date, item … follow the arguments
local past = redis.call('GET', KEYS[3])
if past then return past end
local replaced = 0
if ARGV[1] == '1' then
  replaced = redis.call('HLEN', KEYS[1])
  redis.call('DEL', KEYS[1])
end
for index = 3, #ARGV, 2 do
  replaced = replaced + (ARGV[1] == '0' and redis.call('HEXISTS', KEYS[1], ARGV[index]) or 0)
  redis.call('HSET', KEYS[1], ARGV[index], ARGV[index + 1])
end
if ARGV[1] == '1' or ARGV[2] ~= '' then redis.call('HSET', KEYS[2], 'planTitle', ARGV[2]) end
local answer = cjson.encode({replacedCount = replaced, itemCount = redis.call('HLEN', KEYS[1])})
redis.call('SET', KEYS[3], answer, 'EX', 90000)
return answer
