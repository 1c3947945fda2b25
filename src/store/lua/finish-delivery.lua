-- finish-delivery: the outcome of a delivery, everything it means for the chat in one step. O(log n).
-- KEYS sent    string  mark of the delivery
-- KEYS ledger  zset    `kind ref JSON` by due instant
-- KEYS chat    hash    the chat
-- ARGV dueAtMs       ms since the epoch
-- ARGV name          `kind ref ` of the order, with a blank behind
-- ARGV entry         JSON of the outcome
-- ARGV kept          count of entries kept, the newest
-- ARGV promptedAtMs  ms since the epoch when check-ins were asked for, else ''
-- ARGV isTold        1 when the message has gone out or may have; any other outcome does not replace an earlier one
-- returns 1, or 0 when the chat is unknown
if redis.call('EXISTS', KEYS[3]) == 0 then return 0 end
if ARGV[6] == '0' and redis.call('GET', KEYS[1]) == 'done' then return 1 end
redis.call('SET', KEYS[1], 'done', 'EX', 259200)
for _, entry in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], ARGV[1], ARGV[1])) do
  if string.sub(entry, 1, #ARGV[2]) == ARGV[2] then redis.call('ZREM', KEYS[2], entry) end
end
redis.call('ZADD', KEYS[2], ARGV[1], ARGV[2] .. ARGV[3])
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -1 - tonumber(ARGV[4]))
local prompted = tonumber(redis.call('HGET', KEYS[3], 'promptedAtMs') or 0)
if ARGV[5] ~= '' and tonumber(ARGV[5]) > prompted then redis.call('HSET', KEYS[3], 'promptedAtMs', ARGV[5]) end
return 1
