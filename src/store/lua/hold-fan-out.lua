-- hold-fan-out: puts a chat aside that is not to be served before an instant; nothing when it has an outcome. O(log n).
-- KEYS run       hash  the sending
-- KEYS outcomes  hash  chat → outcome
-- KEYS aside     zset  lane, turn and chat by when it may be served
-- ARGV lane     index
-- ARGV turn     how often it will have been handed on
-- ARGV chat     our id
-- ARGV untilMs  ms since the epoch
-- ARGV keptMs   ms
-- returns 1 when it was put aside now
if redis.call('EXISTS', KEYS[1]) == 0 or redis.call('HEXISTS', KEYS[2], ARGV[3]) == 1 then return 0 end
local added = redis.call('ZADD', KEYS[3], 'NX', ARGV[4], ARGV[1] .. ' ' .. ARGV[2] .. ' ' .. ARGV[3])
if added == 1 then
  redis.call('HINCRBY', KEYS[1], 'aside:' .. ARGV[1], 1)
  redis.call('PEXPIRE', KEYS[3], ARGV[5])
end
return added
