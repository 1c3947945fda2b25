-- undo-check-in: takes back the newest entry of a member's day with state and boards, once an event. O(log members).
-- KEYS handled   string  the outcome of the event
-- KEYS acts      hash    seat → what can be taken back, newest first
-- KEYS day       hash    seat → entries, one a line
-- KEYS states    string  two bits a day
-- KEYS arrivals  zset    seat → when they first checked in on the day
-- KEYS leaves    hash    seat → excused days
-- KEYS week      zset    seat → days checked in
-- KEYS month     zset    seat → days checked in
-- KEYS all       zset    seat → days checked in
-- ARGV seat      of the member
-- ARGV act       the newest act as read before
-- ARGV day       day number
-- returns JSON {outcome: undone or changed (another act came first), entry: head of the entry, left: entries that stay, day}
local past = redis.call('GET', KEYS[1])
if past then return past end
local seat, day = ARGV[1], tonumber(ARGV[3])
local acts = redis.call('HGET', KEYS[2], seat) or ''
if string.match(acts, '^[^\n]*') ~= ARGV[2] then return cjson.encode({outcome = 'changed', entry = '', left = 0, day = day}) end
redis.call('HSET', KEYS[2], seat, string.sub(acts, #ARGV[2] + 2))
local entries = redis.call('HGET', KEYS[3], seat) or ''
local kept, last = string.match(entries, '^(.*)\n([^\n]*)$')
local left = 0
if kept then
  redis.call('HSET', KEYS[3], seat, kept)
  left = select(2, string.gsub(kept, '\n', '')) + 1
elseif entries ~= '' then
  redis.call('HDEL', KEYS[3], seat)
  redis.call('ZREM', KEYS[5], seat)
  local state = 0
  for from, to in string.gmatch('\n' .. (redis.call('HGET', KEYS[6], seat) or ''), '\n(%d+) (%d+)') do
    if tonumber(from) <= day and day <= tonumber(to) then state = 3 end
  end
  redis.call('BITFIELD', KEYS[4], 'SET', 'u2', day * 2, state)
  for index = 7, 9 do
    if tonumber(redis.call('ZINCRBY', KEYS[index], -1, seat)) <= 0 then redis.call('ZREM', KEYS[index], seat) end
  end
end
past = cjson.encode({outcome = 'undone', entry = string.match(last or entries, '^%S*'), left = left, day = day})
redis.call('SET', KEYS[1], past, 'EX', 90000)
return past
