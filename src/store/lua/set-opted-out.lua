-- set-opted-out: notes whether a member wants to be named and nudged. O(1).
-- KEYS roster   hash  seat → JSON
-- ARGV seat     of the member
-- ARGV isOptedOut  1 or 0
-- returns 1, or 0 when nobody has the seat
local record = redis.call('HGET', KEYS[1], ARGV[1])
if not record then return 0 end
local entry = cjson.decode(record)
entry.isOptedOut = ARGV[2] == '1'
redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(entry))
return 1
