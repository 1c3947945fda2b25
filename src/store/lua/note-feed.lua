-- note-feed: when a chat's calendar began to be what it is now. O(1).
-- KEYS chat  hash  the chat
-- ARGV print  of the calendar's content
-- ARGV nowMs  ms since the epoch
-- returns ms since the epoch
if redis.call('HGET', KEYS[1], 'feedPrint') ~= ARGV[1] then
  redis.call('HSET', KEYS[1], 'feedPrint', ARGV[1], 'feedAtMs', ARGV[2])
end
return redis.call('HGET', KEYS[1], 'feedAtMs')
