-- set-feed: shows a chat's calendar secret, makes it, changes it or takes it away, once an event. O(1).
-- KEYS chat     hash    the chat
-- KEYS handled  string  outcome of the event
-- ARGV act     `show` (makes one where there is none), `new` or `off`
-- ARGV secret  to be used where one is made
-- returns JSON {secret, old}: secret '' when there is none, old the one that holds no more, '' when none went
local past = redis.call('GET', KEYS[2])
if past then return past end
local old, secret = redis.call('HGET', KEYS[1], 'feed') or '', ARGV[2]
if ARGV[1] == 'show' and old ~= '' then
  secret, old = old, ''
elseif ARGV[1] == 'off' then
  secret = ''
  redis.call('HDEL', KEYS[1], 'feed')
else
  redis.call('HSET', KEYS[1], 'feed', secret)
end
past = cjson.encode({secret = secret, old = old})
redis.call('SET', KEYS[2], past, 'EX', 90000)
return past
