-- unhold-fan-out: notes that chats put aside were handed on again. O(n log m).
-- KEYS run    hash  the sending
-- KEYS aside  zset  lane, turn and chat by when it may be served
-- ARGV asideCount  how many members follow
-- returns how many there were
local count = 0
for index = 2, 1 + tonumber(ARGV[1]) do
  if redis.call('ZREM', KEYS[2], ARGV[index]) == 1 then
    count = count + 1
    redis.call('HINCRBY', KEYS[1], 'aside:' .. string.match(ARGV[index], '^%S+'), -1)
  end
end
return count
