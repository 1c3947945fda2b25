-- note-recognised: notes what ids of a login stand for, unless anything was noted since it was read. O(changes).
-- KEYS login    hash  number, self, version
-- KEYS bound    hash  passing id → JSON
-- KEYS passing  hash  lasting id or stand-in → passing id
-- KEYS groups   hash  lasting id of a group → JSON
-- KEYS people   hash  lasting id of a person in one group → JSON
-- KEYS persons  hash  lasting id of a person → JSON
-- KEYS names    hash  name or remark → lasting ids with spaces between
-- KEYS shared   hash  lasting id of a person → number of a login
-- ARGV number   of the login, as it was read
-- ARGV version  as it was read
-- ARGV changes  JSON list of [table, field, value]; a value for names is one id more, '' takes a field away
-- returns 1, 0 when something was noted since, or -1 when the login is over
if redis.call('HGET', KEYS[1], 'number') ~= ARGV[1] then return -1 end
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[2] then return 0 end
redis.call('HINCRBY', KEYS[1], 'version', 1)
local tables = {
  bound = KEYS[2], passing = KEYS[3], groups = KEYS[4], people = KEYS[5], persons = KEYS[6], names = KEYS[7], shared = KEYS[8],
}
for _, change in ipairs(cjson.decode(ARGV[3])) do
  local name, field, value = change[1], change[2], change[3]
  local ids = name == 'names' and redis.call('HGET', tables[name], field)
  if ids then
    value = string.find(' ' .. ids .. ' ', ' ' .. value .. ' ', 1, true) and ids or ids .. ' ' .. value
  end
  if value == '' then redis.call('HDEL', tables[name], field) else redis.call('HSET', tables[name], field, value) end
end
return 1
