-- record-relay: what a relay says of a day, seat by seat, with states and boards, once an event. O(seats × log members).
-- KEYS handled   string  the outcome of the event
-- KEYS day       hash    seat → entries, one a line
-- KEYS relay     hash    what relays of the day have said
-- KEYS arrivals  zset    seat → when they first checked in on the day
-- KEYS acts      hash    seat → what can be taken back, newest first
-- KEYS leaves    hash    seat → excused days
-- KEYS week      zset    seat → days checked in
-- KEYS month     zset    seat → days checked in
-- KEYS all       zset    seat → days checked in
-- KEYS states    string  two bits a day, of each seat in turn
-- ARGV day       day number
-- ARGV atMs      when it happened
-- ARGV outcome   JSON
-- ARGV count     seats; of each follow: seat, entries before, after, relay's field, it before, after, act gained, act lost; then fields and values
-- returns the outcome, '' when something has changed since it was read
local past = redis.call('GET', KEYS[1])
if past then return past end
local day, last = tonumber(ARGV[1]), 4 + 8 * ARGV[4]
for at = 5, last, 8 do
  if (redis.call('HGET', KEYS[2], ARGV[at]) or '') ~= ARGV[at + 1] then return '' end
  if (redis.call('HGET', KEYS[3], ARGV[at + 3]) or '') ~= ARGV[at + 4] then return '' end
end
for at = 5, last, 8 do
  local seat, before, after = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  redis.call('HSET', KEYS[3], ARGV[at + 3], ARGV[at + 5])
  if after ~= '' then redis.call('HSET', KEYS[2], seat, after) else redis.call('HDEL', KEYS[2], seat) end
  local acts, lost = '\n' .. (redis.call('HGET', KEYS[5], seat) or ''), '\n' .. ARGV[at + 7]
  if ARGV[at + 6] ~= '' then acts = '\n' .. ARGV[at + 6] .. acts end
  local from, to = string.find(acts .. '\n', lost .. '\n', 1, true)
  if ARGV[at + 7] ~= '' and from then acts = string.sub(acts, 1, from - 1) .. string.sub(acts, to) end
  if ARGV[at + 6] .. ARGV[at + 7] ~= '' then
    redis.call('HSET', KEYS[5], seat, string.match(acts, '^\n?(' .. string.rep('[^\n]*\n?', 5) .. ')'))
  end
  local by = (before == '' and 1 or 0) - (after == '' and 1 or 0)
  if by ~= 0 then
    local state = by == 1 and 1 or 0
    for first, final in string.gmatch('\n' .. (redis.call('HGET', KEYS[6], seat) or ''), '\n(%d+) (%d+)') do
      if by == -1 and tonumber(first) <= day and day <= tonumber(final) then state = 3 end
    end
    redis.call('BITFIELD', KEYS[10 + (at - 5) / 8], 'SET', 'u2', day * 2, state)
    for index = 7, 9 do
      if tonumber(redis.call('ZINCRBY', KEYS[index], by, seat)) <= 0 then redis.call('ZREM', KEYS[index], seat) end
    end
    if by == 1 then redis.call('ZADD', KEYS[4], ARGV[2], seat) else redis.call('ZREM', KEYS[4], seat) end
  end
end
for at = last + 1, #ARGV, 2 do redis.call('HSET', KEYS[3], ARGV[at], ARGV[at + 1]) end
for index, seconds in pairs({[3] = 259200, [4] = 259200, [7] = 8640000, [8] = 69120000}) do redis.call('EXPIRE', KEYS[index], seconds) end
past = ARGV[3]
redis.call('SET', KEYS[1], past, 'EX', 90000)
return past
