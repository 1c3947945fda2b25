-- finish-delivery: the outcome of a delivery, everything it means for the chat in one step. O(log n).
-- KEYS sent    string  mark of the delivery
-- KEYS ledger  zset    `kind ref entry` by due instant
-- KEYS chat    hash    the chat
-- ARGV dueAtMs       ms since the epoch
-- ARGV name          `kind ref ` of the order, with a blank behind
-- ARGV entry         the outcome as it is kept
-- ARGV inDoubt       the same with the outcome `unknown`
-- ARGV kept          count of entries kept, the newest
-- ARGV promptedAtMs  ms since the epoch when check-ins were asked for, else ''
-- ARGV isTold        1 when the message has gone out or may have; any other outcome does not replace an earlier one
-- ARGV sender        who made the mark, else ''
-- returns 1; 2 when it is noted as unknown, as somebody else was about to send it; 0 when the chat is unknown
if redis.call('EXISTS', KEYS[3]) == 0 then return 0 end
local mark, entry, answer = redis.call('GET', KEYS[1]), ARGV[3], 1
if ARGV[7] == '0' and mark then
  if mark == 'done' then return 1 end
  if string.sub(mark, 1, 8) == 'sending ' and mark ~= 'sending ' .. ARGV[8] then entry, answer = ARGV[4], 2 end
end
redis.call('SET', KEYS[1], 'done', 'EX', 259200)
for _, earlier in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], ARGV[1], ARGV[1])) do
  if string.sub(earlier, 1, #ARGV[2]) == ARGV[2] then redis.call('ZREM', KEYS[2], earlier) end
end
-- Room first: one entry more, for a moment, and Redis would keep them unpacked for good.
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -tonumber(ARGV[5]))
redis.call('ZADD', KEYS[2], ARGV[1], ARGV[2] .. entry)
local prompted = tonumber(redis.call('HGET', KEYS[3], 'promptedAtMs') or 0)
if ARGV[6] ~= '' and tonumber(ARGV[6]) > prompted then redis.call('HSET', KEYS[3], 'promptedAtMs', ARGV[6]) end
return answer
