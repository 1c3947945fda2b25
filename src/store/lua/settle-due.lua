-- settle-due: ends the leases of handled orders and notes when each is due next; skips what was changed meanwhile. O(n · log n).
-- KEYS due        zset  order id by the instant it is due
-- KEYS leased     zset  claimed order ids by the end of their lease
-- KEYS schedules  hash  order id → `dueAtMs:JSON`
-- ARGV leaseUntilMs  ms since the epoch, as claimed; then pairs of id and next due instant, '' for a finished order
-- returns how many were settled
local settled = 0
for index = 2, #ARGV, 2 do
  local id, nextAtMs = ARGV[index], ARGV[index + 1]
  local lease = redis.call('ZSCORE', KEYS[2], id)
  if lease and tonumber(lease) == tonumber(ARGV[1]) then
    settled = settled + 1
    redis.call('ZREM', KEYS[2], id)
    if nextAtMs == '' then
      redis.call('HDEL', KEYS[3], id)
    else
      local order = redis.call('HGET', KEYS[3], id)
      redis.call('HSET', KEYS[3], id, nextAtMs .. string.match(order, ':.*$'))
      redis.call('ZADD', KEYS[1], nextAtMs, id)
    end
  end
end
return settled
