-- claim-due: leases what is due, at most `limit` orders; lapsed leases come due again. O(limit · log n), O(log n) when idle.
-- KEYS due        zset  order id by the instant it is due
-- KEYS leased     zset  claimed order ids by the end of their lease
-- KEYS schedules  hash  order id → `dueAtMs:JSON`
-- ARGV nowMs         ms since the epoch
-- ARGV leaseUntilMs  ms since the epoch
-- ARGV limit         count, at most 1000: `unpack` fails near 4000 values
-- returns {id, `dueAtMs:JSON`, id, …} in order of due instants
local lapsed = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, id in ipairs(lapsed) do
  redis.call('ZREM', KEYS[2], id)
  local order = redis.call('HGET', KEYS[3], id)
  if order then redis.call('ZADD', KEYS[1], string.match(order, '^[^:]+'), id) end
end
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
if #ids == 0 then return {} end
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, #ids - 1)
local orders = redis.call('HMGET', KEYS[3], unpack(ids))
local claimed = {}
for index, id in ipairs(ids) do
  if orders[index] then
    redis.call('ZADD', KEYS[2], ARGV[2], id)
    claimed[#claimed + 1] = id
    claimed[#claimed + 1] = orders[index]
  end
end
return claimed
