-- set-left: notes that a person left the group or is back in it; their history stays. O(1).
-- KEYS people   hash  platform:person → [-]seat[:member], - for one who left
-- KEYS roster   hash  seat → JSON
-- KEYS chat     hash  the chat, which counts those who left
-- ARGV person   platform:person
-- ARGV hasLeft  1 or 0
-- returns 1 when that is news, 0 for strangers and what is known already
local known = redis.call('HGET', KEYS[1], ARGV[1])
if not known then return 0 end
local wasGone, isGone = string.sub(known, 1, 1) == '-', ARGV[2] == '1'
if wasGone == isGone then return 0 end
local bare = wasGone and string.sub(known, 2) or known
redis.call('HSET', KEYS[1], ARGV[1], isGone and '-' .. bare or bare)
redis.call('HINCRBY', KEYS[3], 'left', isGone and 1 or -1)
local seat = string.match(bare, '^%d+')
local record = redis.call('HGET', KEYS[2], seat)
if record then
  local entry = cjson.decode(record)
  entry.hasLeft = isGone
  redis.call('HSET', KEYS[2], seat, cjson.encode(entry))
end
return 1
