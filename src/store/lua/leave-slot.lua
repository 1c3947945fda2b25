-- leave-slot: notes that a call was answered: only now it is known when it reached the platform at the latest. O(log n).
-- KEYS chat   list  latest calls of the chat, newest first: when they were answered, or until when they count as open
-- KEYS calls  zset  calls of the account by the instant from which they do not count any more
-- ARGV call        id of the call
-- ARGV slotMs      ms since the epoch; the slot that it had
-- ARGV openMs      ms after its slot for which it counts while nobody has told that it was answered
-- ARGV answeredMs  ms since the epoch
-- ARGV freeMs      ms since the epoch; it does not count for the account any more from then on
-- ARGV isOfChat    1 when it counts for the chat
-- returns 1
redis.call('ZADD', KEYS[2], ARGV[5], ARGV[1])
redis.call('PEXPIRE', KEYS[2], 120000)
if ARGV[6] == '1' then
  local open = string.format('%.0f', tonumber(ARGV[2]) + tonumber(ARGV[3]))
  local last = tonumber(redis.call('LINDEX', KEYS[1], 0) or '0')
  if redis.call('LINSERT', KEYS[1], 'BEFORE', open, ARGV[4]) > 0 then
    redis.call('LREM', KEYS[1], 1, open)
  elseif last < tonumber(ARGV[4]) then
    -- It went out while nothing could be booked here.
    redis.call('LPUSH', KEYS[1], ARGV[4])
    redis.call('PEXPIRE', KEYS[1], 120000)
  end
end
return 1
