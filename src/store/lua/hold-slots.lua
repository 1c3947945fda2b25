-- hold-slots: keeps an account, or a chat that was sent much lately, from sending before an instant. O(1).
-- KEYS account  string  next free slot of the account's line, until when the account is held
-- KEYS chat     list    latest slots of the chat, newest first
-- ARGV nowMs          ms since the epoch
-- ARGV untilMs        ms since the epoch
-- ARGV chatSpacingMs  ms between two slots of the chat
-- ARGV busyCount      messages to the chat within `busyMs` from which on the chat alone is meant, 0 for always
-- ARGV busyMs         ms
-- returns 1 when the account is held, 0 when the chat is
local now, untilMs, chatSpacing = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local keptMs = math.max(0, untilMs - now) + 120000
local busyCount = tonumber(ARGV[4])
local first = busyCount > 0 and redis.call('LINDEX', KEYS[2], busyCount - 1)
if busyCount > 0 and not (first and now - tonumber(first) < tonumber(ARGV[5])) then
  local line, held = string.match(redis.call('GET', KEYS[1]) or '', '^(%S+) ?(%S*)$')
  local free = math.max(untilMs, tonumber(line or '') or 0)
  held = math.max(untilMs, tonumber(held or '') or 0)
  redis.call('SET', KEYS[1], string.format('%.3f %.0f', free, held), 'PX', keptMs)
  return 1
end
-- A slot that nobody uses: the chat's next one follows it at the usual distance.
local unused = untilMs - chatSpacing
local last = tonumber(redis.call('LINDEX', KEYS[2], 0) or 0)
if unused > last then
  redis.call('LPUSH', KEYS[2], string.format('%.3f', unused))
  redis.call('PEXPIRE', KEYS[2], keptMs)
end
return 0
