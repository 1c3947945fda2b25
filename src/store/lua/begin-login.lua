-- begin-login: begins a login, or goes on with the one of the same own id. O(ids of the login before).
-- KEYS login    hash  number, self, version
-- KEYS bound    hash  passing id → JSON
-- KEYS passing  hash  lasting id or stand-in → passing id
-- ARGV self     the bot's own passing id
-- returns number of the login
if redis.call('HGET', KEYS[1], 'self') == ARGV[1] then return tonumber(redis.call('HGET', KEYS[1], 'number')) end
redis.call('HSET', KEYS[1], 'self', ARGV[1])
-- What is being recognised for the login before must not be noted for this one.
redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('DEL', KEYS[2], KEYS[3])
return redis.call('HINCRBY', KEYS[1], 'number', 1)
