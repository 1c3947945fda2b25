-- feed-fan-out: notes that chats of a lane were handed on, unless another process has done it. O(1).
-- KEYS run  hash  the sending
-- ARGV lane    index
-- ARGV fromAt  the first of them in the lane
-- ARGV toAt    the first that was not handed on
-- returns 1, or 0 when the lane stands elsewhere
local field = 'cursor:' .. ARGV[1]
if tonumber(redis.call('HGET', KEYS[1], field) or 0) ~= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], field, ARGV[3])
return 1
