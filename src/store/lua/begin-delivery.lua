-- begin-delivery: marks that a message is about to be sent, so that another process does not send it too. O(1).
-- KEYS sent  string  `done`, or `sending <times> <since>`
-- ARGV nowMs   ms since the epoch
-- ARGV deadMs  ms after which a sender that has not told its outcome is taken for dead
-- returns 'begin', 'done' (settled before), 'busy' (another sender is at it) or 'lost' (two senders died at it)
local mark = redis.call('GET', KEYS[1])
if mark == 'done' then return mark end
local times = 0
if mark then
  local since
  times, since = string.match(mark, '^sending (%d+) (%d+)$')
  if tonumber(ARGV[1]) - tonumber(since) < tonumber(ARGV[2]) then return 'busy' end
  if tonumber(times) >= 2 then return 'lost' end
end
redis.call('SET', KEYS[1], 'sending ' .. (tonumber(times) + 1) .. ' ' .. ARGV[1], 'EX', 259200)
return 'begin'
