-- drop-order: takes a standing order off the index; a claim of it becomes void. O(log n).
-- KEYS due        zset  order id by the instant it is due
-- KEYS leased     zset  claimed order ids by the end of their lease
-- KEYS schedules  hash  order id → `dueAtMs:JSON`
-- ARGV id  chat, kind and ref
-- returns 1 when there was one, else 0
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return redis.call('HDEL', KEYS[3], ARGV[1])
