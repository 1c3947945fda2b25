-- change-fan-out: starts, pauses, resumes, calls off or ends a fan-out, once an event, and notes who did it. O(1).
-- KEYS fanOut   hash    the fan-out
-- KEYS handled  string  the outcome of the event
-- ARGV from    states in which it may be done, a blank before and behind each
-- ARGV to      state
-- ARGV act     a line about who did it and when
-- ARGV nowMs   ms since the epoch
-- ARGV keptMs  ms for which it is kept from now on, 0 for ever
-- returns cjson: isChanged, and the state before ('' when there is no such fan-out)
local past = redis.call('GET', KEYS[2])
if past then return past end
local state = redis.call('HGET', KEYS[1], 'state') or ''
local isChanged = state ~= '' and string.find(ARGV[1], ' ' .. state .. ' ', 1, true) ~= nil
if isChanged then
  local acts = redis.call('HGET', KEYS[1], 'acts') or ''
  redis.call('HSET', KEYS[1], 'state', ARGV[2], 'acts', string.sub(acts .. ARGV[3] .. '\n', -4000), 'changedAtMs', ARGV[4])
  if state == 'draft' then redis.call('HSET', KEYS[1], 'startedAtMs', ARGV[4]) end
  if ARGV[5] == '0' then redis.call('PERSIST', KEYS[1]) else redis.call('PEXPIRE', KEYS[1], ARGV[5]) end
end
local outcome = cjson.encode({ isChanged = isChanged, state = state })
redis.call('SET', KEYS[2], outcome, 'EX', 90000)
return outcome
