-- seat-people: seats those on a member list, as here and under the names of now; not those who were forgotten. O(people).
-- KEYS people     hash  platform:person → [-]seat[:member], - for one who left
-- KEYS names      hash  seat → name
-- KEYS roster     hash  seat → JSON
-- KEYS chat       hash  the chat, which counts seats and those who left
-- KEYS forgotten  set   prints of people who had themselves forgotten
-- ARGV count      people; of each follow: platform:person, name, JSON of a newcomer's roster entry, print
-- returns for each {seat, member or ''}, {0, ''} for the forgotten
local places = {}
for at = 2, 1 + 4 * ARGV[1], 4 do
  local person, name = ARGV[at], ARGV[at + 1]
  local known = redis.call('HGET', KEYS[1], person)
  if not known and redis.call('SISMEMBER', KEYS[5], ARGV[at + 3]) == 0 then
    known = tostring(redis.call('HINCRBY', KEYS[4], 'seats', 1))
    redis.call('HSET', KEYS[1], person, known)
    redis.call('HSET', KEYS[3], known, ARGV[at + 2])
  end
  if known and string.sub(known, 1, 1) == '-' then
    known = string.sub(known, 2)
    redis.call('HSET', KEYS[1], person, known)
    redis.call('HINCRBY', KEYS[4], 'left', -1)
    local back = string.match(known, '^%d+')
    local record = redis.call('HGET', KEYS[3], back)
    if record then redis.call('HSET', KEYS[3], back, (string.gsub(record, '"hasLeft":true', '"hasLeft":false'))) end
  end
  local seat, member = string.match(known or '0', '^(%d+):?(.*)$')
  if known and redis.call('HGET', KEYS[2], seat) ~= name then redis.call('HSET', KEYS[2], seat, name) end
  places[#places + 1] = {tonumber(seat), member}
end
return places
