-- release-lease: gives a lease back if it is still ours. O(1).
-- KEYS lease  string  token of the holder
-- ARGV token  of who asks
-- returns 1 when it was ours, else 0
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
