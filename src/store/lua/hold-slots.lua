-- hold-slots: keeps an account or one of its chats from sending before an instant. O(1).
-- KEYS account  string  next free slot of the account
-- KEYS chat     list    latest slots of the chat, newest first
-- ARGV nowMs          ms since the epoch
-- ARGV untilMs        ms since the epoch
-- ARGV chatSpacingMs  ms between two slots of the chat, 0 to hold the whole account
-- returns 1
local now, untilMs, chatSpacing = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local keptMs = math.max(0, untilMs - now) + 120000
if chatSpacing == 0 then
  local free = tonumber(redis.call('GET', KEYS[1]) or 0)
  if untilMs > free then redis.call('SET', KEYS[1], string.format('%.3f', untilMs), 'PX', keptMs) end
  return 1
end
-- A slot that nobody uses: the chat's next one follows it at the usual distance.
local unused = untilMs - chatSpacing
local last = tonumber(redis.call('LINDEX', KEYS[2], 0) or 0)
if unused > last then
  redis.call('LPUSH', KEYS[2], string.format('%.3f', unused))
  redis.call('PEXPIRE', KEYS[2], keptMs)
end
return 1
