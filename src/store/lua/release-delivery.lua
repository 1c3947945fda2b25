-- release-delivery: takes back the mark of a sender that sent nothing. O(1).
-- KEYS sent  string  `done`, or `sending <sender>`
-- ARGV sender  who was about to send
-- returns 1 when the mark was the sender's, else 0
if redis.call('GET', KEYS[1]) ~= 'sending ' .. ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
