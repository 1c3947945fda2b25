-- book-slow-slot: the next instant at which a call of a slow account may go out, within its limits and its chat's. O(1).
-- KEYS account  string  next free slot of the account's line, until when the account is held
-- KEYS chat     list    latest slots of the chat, newest first
-- KEYS recent   list    latest messages of the account, newest first: slot, a space, chat
-- ARGV nowMs             ms since the epoch
-- ARGV latestAtMs        ms since the epoch; nothing is booked after it
-- ARGV accountSpacingMs  ms between two slots of the account
-- ARGV chatSpacingMs     ms between two slots of the chat, 0 when the call does not count there
-- ARGV windowMax         slots of the chat in a window after which this call waits, 0 for no such limit
-- ARGV windowMs          ms
-- ARGV keptSlots         count of the chat's slots remembered
-- ARGV chatId            the chat, as kept in `recent`
-- ARGV switchMs          ms after the account's latest message when that went to another chat, 0 for no such limit
-- ARGV accountMax        messages of the account in a window after which this call waits, 0 for no such limit
-- ARGV keptRecent        count of the account's messages remembered, 0 where neither of these limits holds
-- returns {1, slot} when booked, {0, when to ask again, 1 for the chat or 0 for the account}
local now, latest, windowMs = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[6])
local chatSpacing, windowMax = tonumber(ARGV[4]), tonumber(ARGV[5])
local keptRecent = chatSpacing > 0 and tonumber(ARGV[11]) or 0
if chatSpacing > 0 then
  -- A chat that must wait books nothing: a slot kept for later would hold up every other chat until then.
  local free = now
  local last = redis.call('LINDEX', KEYS[2], 0)
  if last then free = math.max(free, tonumber(last) + chatSpacing) end
  local first = windowMax > 0 and redis.call('LINDEX', KEYS[2], windowMax - 1)
  if first then free = math.max(free, tonumber(first) + windowMs) end
  if free > now then return {0, math.ceil(free), 1} end
end
local line, held = string.match(redis.call('GET', KEYS[1]) or '', '^(%S+) ?(%S*)$')
local free = math.max(now, tonumber(held or '') or 0, tonumber(line or '') or 0)
if keptRecent > 0 then
  local last = redis.call('LINDEX', KEYS[3], 0)
  local at, chat = string.match(last or '', '^(%S+) (.*)$')
  if at and chat ~= ARGV[8] then free = math.max(free, tonumber(at) + tonumber(ARGV[9])) end
  local first = tonumber(ARGV[10]) > 0 and redis.call('LINDEX', KEYS[3], tonumber(ARGV[10]) - 1)
  if first then free = math.max(free, tonumber(string.match(first, '^%S+')) + windowMs) end
end
if free > latest then return {0, math.ceil(free - latest + now), 0} end
local slot = math.ceil(free)
local nextFree = free + tonumber(ARGV[3])
local keptMs = math.ceil(nextFree) - now + 120000
redis.call('SET', KEYS[1], string.format('%.3f %s', nextFree, held or ''), 'PX', keptMs)
if chatSpacing > 0 then
  redis.call('LPUSH', KEYS[2], slot)
  redis.call('LTRIM', KEYS[2], 0, tonumber(ARGV[7]) - 1)
  redis.call('PEXPIRE', KEYS[2], keptMs)
end
if keptRecent > 0 then
  redis.call('LPUSH', KEYS[3], string.format('%.0f', slot) .. ' ' .. ARGV[8])
  redis.call('LTRIM', KEYS[3], 0, keptRecent - 1)
  redis.call('PEXPIRE', KEYS[3], keptMs)
end
return {1, slot, 0}
