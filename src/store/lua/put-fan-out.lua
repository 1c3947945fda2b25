-- put-fan-out: keeps a fan-out as a draft, unless it is kept already. O(1).
-- KEYS fanOut  hash  the fan-out
-- ARGV spec     JSON of what, to whom and when
-- ARGV madeBy   platform:person
-- ARGV chat     our id of the chat it was made in
-- ARGV nowMs    ms since the epoch
-- ARGV keptMs   ms for which a draft is kept
-- returns 1, or 0 when it was kept before
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], 'state', 'draft', 'spec', ARGV[1], 'madeBy', ARGV[2], 'chat', ARGV[3], 'madeAtMs', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 1
