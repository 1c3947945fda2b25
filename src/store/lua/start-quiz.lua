-- start-quiz: begins a quiz unless one is running; says which, also when told again. O(rounds).
-- KEYS run      hash    the chat's quiz
-- KEYS paper    string  JSON of the rounds
-- KEYS handled  string  outcome of the event
-- ARGV runId    id of the new run
-- ARGV paper    JSON
-- ARGV roundCount  rounds
-- ARGV starterSeat  seat
-- ARGV bank     name
-- ARGV nowMs    ms
-- ARGV dueAtMs  when the first round opens, ms
-- ARGV canChange  1 when an answer may be changed while its round is open
-- ARGV thread   topic it is played in, empty for the main room
-- ARGV paperSeconds  how long the paper is kept
-- returns JSON {outcome: started | running, id, bank, round, roundCount, dueAtMs}
local past = redis.call('GET', KEYS[3])
if past then return past end
local known = redis.call('HMGET', KEYS[1], 'state', 'id', 'bank', 'round', 'roundCount', 'dueAtMs')
local outcome
if known[1] == 'open' or known[1] == 'between' or known[1] == 'paused' then
  outcome = cjson.encode({
    outcome = 'running', id = known[2], bank = known[3],
    round = tonumber(known[4]), roundCount = tonumber(known[5]), dueAtMs = tonumber(known[6]),
  })
else
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'id', ARGV[1], 'state', 'between', 'round', 0, 'roundCount', ARGV[3],
    'starterSeat', ARGV[4], 'bank', ARGV[5], 'openedAtMs', ARGV[6], 'dueAtMs', ARGV[7], 'canChange', ARGV[8], 'thread', ARGV[9])
  redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[10])
  outcome = cjson.encode({
    outcome = 'started', id = ARGV[1], bank = ARGV[5],
    round = 0, roundCount = tonumber(ARGV[3]), dueAtMs = tonumber(ARGV[7]),
  })
end
redis.call('SET', KEYS[3], outcome, 'EX', 90000)
return outcome
