-- note-fan-out: what became of one chat of a sending, counted once however often it is told. O(1).
-- KEYS run       hash  the sending with its counts
-- KEYS outcomes  hash  chat → outcome, instant, code
-- ARGV chat    our id
-- ARGV lane    index
-- ARGV outcome its name
-- ARGV atMs    ms since the epoch
-- ARGV code    why, or ''
-- ARGV isTold  1 when the message has gone out or may have; any other outcome does not replace an earlier one
-- ARGV keptMs  ms
-- returns 1 when it changes anything
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local past = redis.call('HGET', KEYS[2], ARGV[1])
local before, toldBefore
if past then before, toldBefore = string.match(past, '^(%S+) (%d)') end
if before and (ARGV[6] == '0' or toldBefore == '1') then return 0 end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3] .. ' ' .. ARGV[6] .. ' ' .. ARGV[4] .. ' ' .. ARGV[5])
redis.call('HINCRBY', KEYS[1], 'count:' .. ARGV[3], 1)
if before then
  redis.call('HINCRBY', KEYS[1], 'count:' .. before, -1)
else
  redis.call('HINCRBY', KEYS[1], 'done:' .. ARGV[2], 1)
  if redis.call('HLEN', KEYS[2]) == 1 then redis.call('PEXPIRE', KEYS[2], ARGV[7]) end
end
return 1
