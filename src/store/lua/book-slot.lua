-- book-slot: the instant from which on a call may go out, within the limits of its account and its chat. O(log n).
-- KEYS account  string  next free slot of the account's line, until when the account is held
-- KEYS chat     list    latest calls of the chat, newest first: when they were answered, or until when they count as open
-- KEYS calls    zset    calls of the account by the instant from which they do not count any more
-- ARGV nowMs             ms since the epoch
-- ARGV latestAtMs        ms since the epoch; nothing is booked after it
-- ARGV accountSpacingMs  ms between two slots of the account's line
-- ARGV chatSpacingMs     ms between two calls to the chat, 0 when the call does not count there
-- ARGV windowMax         calls to the chat in a window after which this one waits, 0 for no such limit
-- ARGV windowMs          ms
-- ARGV keptSlots         count of the chat's calls remembered
-- ARGV call              id of the call
-- ARGV aheadMs           ms that this call may go ahead of the line, which moves back by one for it
-- ARGV creditMs          ms that a line asked late may catch up
-- ARGV callsMax          calls of the account that may count at any instant
-- ARGV openMs            ms after its slot for which a call counts while nobody has told that it was answered
-- ARGV againMs           ms after which it makes sense to ask again while too many calls are open
-- returns {1, slot} when booked, {0, when to ask again, 1 for the chat or 0 for the account}
local now, latest, chatSpacing, windowMax = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[4]), tonumber(ARGV[5])
local credit, openMs = tonumber(ARGV[10]), tonumber(ARGV[12])
if chatSpacing > 0 then
  -- A chat that must wait books nothing: a slot kept for later would hold up every other chat until then.
  local last = tonumber(redis.call('LINDEX', KEYS[2], 0) or '0')
  -- An open call may be answered at any moment.
  if last > now and last - openMs - chatSpacing < now then last = now end
  local first = windowMax > 0 and redis.call('LINDEX', KEYS[2], windowMax - 1)
  local free = math.max(last + chatSpacing, first and first + tonumber(ARGV[6]) or 0)
  if free > now then return {0, math.ceil(free), 1} end
end
local line, held = string.match(redis.call('GET', KEYS[1]) or '', '^(%S+) ?(%S*)$')
line = tonumber(line or '') or 0
if line < now - credit then line = now end
local free = math.max(now, tonumber(held or '') or 0, line - tonumber(ARGV[9]))
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now)
local callsMax, again = tonumber(ARGV[11]), free
local room = tonumber(redis.call('ZREVRANGE', KEYS[3], callsMax - 1, callsMax - 1, 'WITHSCORES')[2] or '0')
if room > free then
  again = math.max(free, math.min(room, latest + tonumber(ARGV[13])))
  free = room
end
if free > latest then return {0, math.ceil(again - latest + now), 0} end
local slot = math.ceil(free)
line = math.max(line, slot - credit) + tonumber(ARGV[3])
local keptMs = math.ceil(math.max(line, slot)) - now + 120000
redis.call('SET', KEYS[1], string.format('%.3f %s', line, held or ''), 'PX', keptMs)
redis.call('ZADD', KEYS[3], slot + openMs, ARGV[8])
redis.call('PEXPIRE', KEYS[3], keptMs)
if chatSpacing > 0 then
  redis.call('LPUSH', KEYS[2], string.format('%.0f', slot + openMs))
  redis.call('LTRIM', KEYS[2], 0, tonumber(ARGV[7]) - 1)
  redis.call('PEXPIRE', KEYS[2], keptMs)
end
return {1, slot, 0}
