-- begin-delivery: marks that a message is about to be sent, so that nobody else ever sends it too. O(1).
-- KEYS sent  string  `done`, or `sending <sender>`
-- ARGV sender  who is about to send; no two attempts have the same
-- returns 'begin', 'done' (settled before) or 'lost' (somebody was about to send it and did not tell the outcome)
local mark, own = redis.call('GET', KEYS[1]), 'sending ' .. ARGV[1]
if mark == 'done' then return mark end
if mark and mark ~= own then return 'lost' end
redis.call('SET', KEYS[1], own, 'EX', 259200)
return 'begin'
