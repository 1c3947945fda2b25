-- admit-event: the chat, its quiz and the sender's seat in one read; seats a newcomer, notes a new name. O(fields of the chat).
-- KEYS chat    hash  the chat
-- KEYS people  hash  platform:person → [-]seat[:member], - for one who left
-- KEYS names   hash  seat → name
-- KEYS roster  hash  seat → JSON
-- KEYS run     hash  the quiz that runs or ran last
-- ARGV person  platform:person, empty when nobody is to be seated
-- ARGV name    as the platform shows it
-- ARGV record  JSON of a newcomer's roster entry
-- ARGV isBack  1 when the event shows that one who left is here again
-- returns {-1, …} for an unknown chat, else {seat or 0, member or '', chat fields, run fields, 1 when the sender has left}
local chat = redis.call('HGETALL', KEYS[1])
if #chat == 0 then return {-1, '', {}, {}, 0} end
local run = redis.call('HGETALL', KEYS[5])
if ARGV[1] == '' then return {0, '', chat, run, 0} end
local known = redis.call('HGET', KEYS[2], ARGV[1])
if not known then
  known = tostring(redis.call('HINCRBY', KEYS[1], 'seats', 1))
  redis.call('HSET', KEYS[2], ARGV[1], known)
  redis.call('HSET', KEYS[4], known, ARGV[3])
end
if string.sub(known, 1, 1) == '-' and ARGV[4] == '1' then
  known = string.sub(known, 2)
  redis.call('HSET', KEYS[2], ARGV[1], known)
  redis.call('HINCRBY', KEYS[1], 'left', -1)
  local back = string.match(known, '^%d+')
  local record = redis.call('HGET', KEYS[4], back)
  if record then redis.call('HSET', KEYS[4], back, (string.gsub(record, '"hasLeft":true', '"hasLeft":false'))) end
end
local left, seat, member = string.match(known, '^(%-?)(%d+):?(.*)$')
if redis.call('HGET', KEYS[3], seat) ~= ARGV[2] then redis.call('HSET', KEYS[3], seat, ARGV[2]) end
return {tonumber(seat), member, chat, run, left == '-' and 1 or 0}
