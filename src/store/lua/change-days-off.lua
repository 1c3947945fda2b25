-- change-days-off: adds a chat's days off, takes some away, or puts those of a file in the place of the last file's, once an event. O(days).
-- KEYS daysOff  hash    day number → `h` by hand or `f` from a file, then the name
-- KEYS chat     hash    the chat
-- KEYS handled  string  outcome of the event
-- ARGV act  `add`, `remove`, `clear` or `file`, which makes the chat's calendar its own
-- ARGV max  count of days that a chat may have
-- returns JSON {outcome: changed or too-many, days: how many were new or went, count}; pairs of day number and name follow the arguments
local past = redis.call('GET', KEYS[3])
if past then return past end
local act, has, count, days, outcome = ARGV[1], {}, 0, 0, 'changed'
local kept = redis.call('HGETALL', KEYS[1])
for at = 1, #kept, 2 do
  if act == 'clear' or act == 'file' and string.sub(kept[at + 1], 1, 1) == 'f' then has[kept[at]] = 'old'
  else has[kept[at]], count = 'kept', count + 1 end
end
for at = 3, #ARGV, 2 do
  if act == 'remove' then days = days + (has[ARGV[at]] and 1 or 0)
  elseif has[ARGV[at]] ~= 'kept' then has[ARGV[at]], count, days = 'kept', count + 1, days + 1 end
end
if act == 'clear' then days = #kept / 2 end
if act == 'remove' then count = count - days end
if count > tonumber(ARGV[2]) and act ~= 'remove' then outcome, days = 'too-many', 0
else
  local byHand = {}
  for at = 1, #kept, 2 do byHand[kept[at]] = string.sub(kept[at + 1], 1, 1) == 'h' end
  for field, state in pairs(has) do if state == 'old' then redis.call('HDEL', KEYS[1], field) end end
  for at = 3, #ARGV, 2 do
    if act == 'remove' then redis.call('HDEL', KEYS[1], ARGV[at])
    elseif act == 'add' then redis.call('HSET', KEYS[1], ARGV[at], 'h' .. ARGV[at + 1])
    elseif not byHand[ARGV[at]] then redis.call('HSET', KEYS[1], ARGV[at], 'f' .. ARGV[at + 1]) end
  end
  if act == 'file' then redis.call('HSET', KEYS[2], 's:workdays', '"own"') end
end
past = cjson.encode({outcome = outcome, days = days, count = count})
redis.call('SET', KEYS[3], past, 'EX', 90000)
return past
