-- confirm-slot: whether a slot that was booked a while ago is good still; one that is not is given back. O(log n).
-- KEYS account  string  next free slot of the account's line, until when the account is held
-- KEYS chat     list    latest calls of the chat, newest first: when they were answered, or until when they count as open
-- KEYS calls    zset    calls of the account by the instant from which they do not count any more
-- ARGV nowMs   ms since the epoch
-- ARGV slotMs  ms since the epoch
-- ARGV openMs  ms after its slot for which a call counts while nobody has told that it was answered, 0 for ever
-- ARGV call    id of the call
-- returns 0 when it is good, else when another one may be asked for: now, or until when the account is held
local now, slot, openMs = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local held = tonumber(string.match(redis.call('GET', KEYS[1]) or '', ' (%S+)$') or '0')
if held <= math.max(now, slot) then
  -- One that counts no more is another's by now.
  if openMs == 0 or slot + openMs > now then return 0 end
  held = now
end
redis.call('LREM', KEYS[2], 1, string.format('%.0f', slot + openMs))
redis.call('ZREM', KEYS[3], ARGV[4])
return held
