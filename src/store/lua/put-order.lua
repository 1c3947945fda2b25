-- put-order: adds or replaces a standing order; a claim of the old one becomes void. O(log n).
-- KEYS due        zset  order id by the instant it is due
-- KEYS leased     zset  claimed order ids by the end of their lease
-- KEYS schedules  hash  order id → `dueAtMs:JSON`
-- ARGV id       chat, kind and ref
-- ARGV dueAtMs  ms since the epoch
-- ARGV order    JSON of schedule, zone and grace
-- returns 1
redis.call('HSET', KEYS[3], ARGV[1], ARGV[2] .. ':' .. ARGV[3])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
return 1
