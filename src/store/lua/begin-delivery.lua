-- begin-delivery: marks that a message is about to be sent, so that nobody else ever sends it too. O(1).
-- KEYS sent  string  `done`, `sending <sender>` or, between two calls, `part <count of calls that are out>`
-- ARGV sender     who is about to send; no two attempts have the same
-- ARGV sentCount  count of calls that the sender knows to be out
-- returns 'begin', 'done' (settled before), 'lost' (another's mark without an outcome), or count of calls out when unknown to it
local mark, own = redis.call('GET', KEYS[1]), 'sending ' .. ARGV[1]
if mark == 'done' then return mark end
local part = mark and string.match(mark, '^part (%d+)$')
if part and tonumber(part) > tonumber(ARGV[2]) then return tonumber(part) end
if mark and mark ~= own and not part then return 'lost' end
redis.call('SET', KEYS[1], own, 'EX', 259200)
return 'begin'
