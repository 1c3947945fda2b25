-- record-check-in: an entry of a member's day with state, streak and boards, once an event. O(log members + days in a row / 4).
-- KEYS handled   string  the outcome of the event
-- KEYS day       hash    seat → entries, one a line
-- KEYS states    string  two bits a day
-- KEYS arrivals  zset    seat → when they first checked in on the day
-- KEYS acts      hash    seat → what can be taken back, newest first
-- KEYS week      zset    seat → days checked in
-- KEYS month     zset    seat → days checked in
-- KEYS all       zset    seat → days checked in
-- KEYS names     hash    seat → name
-- KEYS roster    hash    seat → JSON
-- KEYS daysOff   hash    day number → day off of the chat
-- ARGV seat      of the member
-- ARGV entry     one line
-- ARGV act       one line
-- ARGV day       day number
-- ARGV isBare    1 when the entry says nothing but that it was done
-- ARGV atMs      when it happened
-- ARGV shown     how many of the day's newest are told
-- returns {outcome as JSON, members of the day, newest seats and then the member's, their entries, their names, '' if opted out}
local seat, day = ARGV[1], tonumber(ARGV[4])
local past = redis.call('GET', KEYS[1])
if not past then
  local known, outcome = redis.call('HGET', KEYS[2], seat), 'recorded'
  if known then outcome = ARGV[5] == '1' and 'again' or 'added' end
  if outcome ~= 'again' then
    redis.call('HSET', KEYS[2], seat, known and known .. '\n' .. ARGV[2] or ARGV[2])
    local acts = ARGV[3] .. '\n' .. (redis.call('HGET', KEYS[5], seat) or '')
    redis.call('HSET', KEYS[5], seat, string.match(acts, '^' .. string.rep('[^\n]*\n?', 5)))
  end
  if not known then
    redis.call('BITFIELD', KEYS[3], 'SET', 'u2', day * 2, 1)
    for index = 6, 8 do redis.call('ZINCRBY', KEYS[index], 1, seat) end
    redis.call('EXPIRE', KEYS[6], 8640000)
    redis.call('EXPIRE', KEYS[7], 69120000)
    redis.call('ZADD', KEYS[4], ARGV[6], seat)
    redis.call('EXPIRE', KEYS[4], 259200)
  end
  local bits, streak, n = redis.call('GET', KEYS[3]), 0, day
  while n >= 0 do
    local byte = string.byte(bits, math.floor(n / 4) + 1) or 0
    local state = bit.band(bit.rshift(byte, 6 - 2 * (n % 4)), 3)
    -- A byte of 85 is four days done; excused days (3) and the chat's days off neither break nor count.
    if n % 4 == 3 and byte == 85 then streak, n = streak + 4, n - 4
    elseif state == 0 and redis.call('HEXISTS', KEYS[11], n) == 0 then break
    else streak, n = streak + (state % 3 > 0 and 1 or 0), n - 1 end
  end
  past = cjson.encode({outcome = outcome, streak = streak})
  redis.call('SET', KEYS[1], past, 'EX', 90000)
end
local seats = ARGV[7] ~= '0' and redis.call('ZREVRANGE', KEYS[4], 0, ARGV[7] - 1) or {}
seats[#seats + 1] = seat
local lines, names = redis.call('HMGET', KEYS[2], unpack(seats)), redis.call('HMGET', KEYS[9], unpack(seats))
for index, record in ipairs(redis.call('HMGET', KEYS[10], unpack(seats))) do
  if record and string.find(record, '"isOptedOut":true', 1, true) then names[index] = '' end
  lines[index], names[index] = lines[index] or '', names[index] or ''
end
return {past, redis.call('HLEN', KEYS[2]), seats, lines, names}
