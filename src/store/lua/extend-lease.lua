-- extend-lease: keeps a lease for longer if it is still ours. O(1).
-- KEYS lease  string  token of the holder
-- ARGV token  of who asks
-- ARGV ttlMs  ms
-- returns 1 when held, else 0
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
