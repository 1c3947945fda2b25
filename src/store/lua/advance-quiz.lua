-- advance-quiz: takes a quiz from one state to the next for exactly one caller. O(1).
-- KEYS run      hash  the chat's quiz
-- KEYS handled  string  mark of the event that asks for the step
-- ARGV runId    the run meant
-- ARGV fromState  state it must be in
-- ARGV fromRound  round it must be at
-- ARGV fromDueAtMs  due time it must have, ms; empty when any
-- ARGV state    new state
-- ARGV round    new round
-- ARGV openedAtMs  when the current round opened (moved along by pauses), ms
-- ARGV dueAtMs  when the next step is due, ms
-- ARGV closesAtMs  last instant at which answers to the new round count, ms; empty: unchanged
-- ARGV leftMs   what was left when paused, ms
-- ARGV isEvent  1 when somebody asks for it, and may be told again; 0 when its time has come
-- returns 1 when this call made the step, 2 when the event did before, 0 when somebody else has
local past = redis.call('GET', KEYS[2])
if past and ARGV[11] == '1' then return 2 end
local now = redis.call('HMGET', KEYS[1], 'id', 'state', 'round', 'dueAtMs')
if now[1] ~= ARGV[1] or now[2] ~= ARGV[2] or now[3] ~= ARGV[3] then return 0 end
if ARGV[4] ~= '' and now[4] ~= ARGV[4] then return 0 end
redis.call('HSET', KEYS[1], 'state', ARGV[5], 'round', ARGV[6], 'openedAtMs', ARGV[7], 'dueAtMs', ARGV[8],
  'leftMs', ARGV[10])
-- When a round began decides which round a typed answer is for; unlike `opened` it is never moved.
if ARGV[6] ~= now[3] then redis.call('HSET', KEYS[1], 'b' .. ARGV[6], ARGV[7]) end
if ARGV[9] ~= '' then redis.call('HSET', KEYS[1], 'o' .. ARGV[6], ARGV[7], 'c' .. ARGV[6], ARGV[9]) end
local made = ARGV[1]
if ARGV[11] == '1' then redis.call('SET', KEYS[2], made, 'EX', 90000) end
return 1
