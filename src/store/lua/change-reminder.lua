-- change-reminder: pauses, resumes or deletes a reminder, once an event. O(1).
-- KEYS reminders  hash    number → `+` or, while paused, `-`, then JSON
-- KEYS handled    string  outcome of the event
-- ARGV number  of the reminder
-- ARGV act     `pause`, `resume` or `delete`
-- returns JSON {kept}: the reminder, empty when there is none of that number
local past = redis.call('GET', KEYS[2])
if past then return past end
local kept = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if kept ~= '' then
  kept = string.sub(kept, 2)
  if ARGV[2] == 'delete' then
    redis.call('HDEL', KEYS[1], ARGV[1])
  else
    redis.call('HSET', KEYS[1], ARGV[1], (ARGV[2] == 'pause' and '-' or '+') .. kept)
  end
end
local outcome = cjson.encode({kept = kept})
redis.call('SET', KEYS[2], outcome, 'EX', 90000)
return outcome
