-- undo-leave: takes back a stretch of excused days, once an event. O(days of the stretch × the member's stretches).
-- KEYS handled  string  the outcome of the event
-- KEYS acts     hash    seat → what can be taken back, newest first
-- KEYS states   string  two bits a day
-- KEYS leaves   hash    seat → excused days, one stretch a line
-- ARGV seat     of the member
-- ARGV act      the newest act as read before
-- ARGV from     day number
-- ARGV to       day number
-- ARGV stretch  how the line of the stretch begins: from, to, when told
-- returns JSON {outcome: undone or changed (another act came first), from, to}
local past = redis.call('GET', KEYS[1])
if past then return past end
local seat, from, to = ARGV[1], tonumber(ARGV[3]), tonumber(ARGV[4])
local acts = redis.call('HGET', KEYS[2], seat) or ''
if string.match(acts, '^[^\n]*') ~= ARGV[2] then return cjson.encode({outcome = 'changed', from = from, to = to}) end
redis.call('HSET', KEYS[2], seat, string.sub(acts, #ARGV[2] + 2))
local kept, excused = {}, {}
for leave in string.gmatch(redis.call('HGET', KEYS[4], seat) or '', '[^\n]+') do
  if string.sub(leave, 1, #ARGV[5]) ~= ARGV[5] then
    kept[#kept + 1] = leave
    local first, last = string.match(leave, '^(%d+) (%d+)')
    for day = math.max(from, tonumber(first)), math.min(to, tonumber(last)) do excused[day] = true end
  end
end
if #kept > 0 then redis.call('HSET', KEYS[4], seat, table.concat(kept, '\n')) else redis.call('HDEL', KEYS[4], seat) end
for day = from, to do
  if not excused[day] and redis.call('BITFIELD', KEYS[3], 'GET', 'u2', day * 2)[1] == 3 then
    redis.call('BITFIELD', KEYS[3], 'SET', 'u2', day * 2, 0)
  end
end
past = cjson.encode({outcome = 'undone', from = from, to = to})
redis.call('SET', KEYS[1], past, 'EX', 90000)
return past
