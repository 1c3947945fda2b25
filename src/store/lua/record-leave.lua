-- record-leave: excuses the days of a stretch on which nothing was recorded, once an event. O(days of the stretch).
-- KEYS handled  string  the outcome of the event
-- KEYS states   string  two bits a day
-- KEYS leaves   hash    seat → excused days, one stretch a line
-- KEYS acts     hash    seat → what can be taken back, newest first
-- ARGV seat     of the member
-- ARGV from     day number
-- ARGV to       day number
-- ARGV leave    one line: from, to, when told, reason
-- ARGV act      one line
-- returns JSON {outcome: excused or nothing (no day of the stretch was open), days: newly excused ones}
local past = redis.call('GET', KEYS[1])
if past then return past end
local seat, days = ARGV[1], 0
for day = tonumber(ARGV[2]), tonumber(ARGV[3]) do
  if redis.call('BITFIELD', KEYS[2], 'GET', 'u2', day * 2)[1] == 0 then
    redis.call('BITFIELD', KEYS[2], 'SET', 'u2', day * 2, 3)
    days = days + 1
  end
end
if days > 0 then
  local leaves = redis.call('HGET', KEYS[3], seat)
  redis.call('HSET', KEYS[3], seat, leaves and leaves ~= '' and leaves .. '\n' .. ARGV[4] or ARGV[4])
  local acts = ARGV[5] .. '\n' .. (redis.call('HGET', KEYS[4], seat) or '')
  redis.call('HSET', KEYS[4], seat, string.match(acts, '^' .. string.rep('[^\n]*\n?', 5)))
end
past = cjson.encode({outcome = days > 0 and 'excused' or 'nothing', days = days})
redis.call('SET', KEYS[1], past, 'EX', 90000)
return past
