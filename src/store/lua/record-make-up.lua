-- record-make-up: an entry for a past day with state, streak and boards, within the month's quota, once an event. O(days in a row).
-- KEYS handled   string  the outcome of the event
-- KEYS day       hash    seat → entries, one a line
-- KEYS states    string  two bits a day
-- KEYS acts      hash    seat → what can be taken back, newest first
-- KEYS week      zset    seat → days checked in
-- KEYS month     zset    seat → days checked in
-- KEYS all       zset    seat → days checked in
-- KEYS daysOff   hash    day number → day off of the chat
-- ARGV seat      of the member
-- ARGV entry     one line
-- ARGV act       one line
-- ARGV day       day number
-- ARGV today     day number up to which the streak is counted
-- ARGV quota     make-ups allowed within the month
-- ARGV monthFrom day number of the month's first day
-- ARGV monthTo   day number of the month's last day
-- returns JSON {outcome: made-up, already or quota, streak, used: make-ups of the month}
local past = redis.call('GET', KEYS[1])
if past then return past end
local seat, day, today = ARGV[1], tonumber(ARGV[4]), tonumber(ARGV[5])
local bits, outcome, used, streak = redis.call('GET', KEYS[3]) or '', 'made-up', 0, 0
local function stateOf(n)
  return bit.band(bit.rshift(string.byte(bits, math.floor(n / 4) + 1) or 0, 6 - 2 * (n % 4)), 3)
end
for n = tonumber(ARGV[7]), tonumber(ARGV[8]) do if stateOf(n) == 2 then used = used + 1 end end
if stateOf(day) == 1 or stateOf(day) == 2 then outcome = 'already'
elseif used >= tonumber(ARGV[6]) then outcome = 'quota'
else
  redis.call('HSET', KEYS[2], seat, ARGV[2])
  local acts = ARGV[3] .. '\n' .. (redis.call('HGET', KEYS[4], seat) or '')
  redis.call('HSET', KEYS[4], seat, string.match(acts, '^' .. string.rep('[^\n]*\n?', 5)))
  redis.call('BITFIELD', KEYS[3], 'SET', 'u2', day * 2, 2)
  for index = 5, 7 do redis.call('ZINCRBY', KEYS[index], 1, seat) end
  redis.call('EXPIRE', KEYS[5], 8640000)
  redis.call('EXPIRE', KEYS[6], 69120000)
  bits, used = redis.call('GET', KEYS[3]), used + 1
  for n = today, 0, -1 do
    local state = stateOf(n)
    if state == 1 or state == 2 then streak = streak + 1
    elseif state == 0 and n ~= today and redis.call('HEXISTS', KEYS[8], n) == 0 then break end
  end
end
past = cjson.encode({outcome = outcome, streak = streak, used = used})
redis.call('SET', KEYS[1], past, 'EX', 90000)
return past
