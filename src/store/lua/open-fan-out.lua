-- open-fan-out: makes one sending of a fan-out known with its lanes, unless another process was faster. O(log n).
-- KEYS run   hash  the sending
-- KEYS runs  zset  sendings by when they began
-- ARGV number  the sending's own: when it was to begin, ms since the epoch
-- ARGV token   which of the audiences that were written down holds
-- ARGV total   chats
-- ARGV lanes   JSON of the lanes
-- ARGV nowMs   ms since the epoch
-- ARGV keptMs  ms
-- returns 1, or 0 when it was open before
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], 'token', ARGV[2], 'total', ARGV[3], 'lanes', ARGV[4], 'openedAtMs', ARGV[5], 'wakeAtMs', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[6])
redis.call('ZADD', KEYS[2], ARGV[1], ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -61)
redis.call('PEXPIRE', KEYS[2], ARGV[6])
return 1
