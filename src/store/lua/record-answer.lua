-- record-answer: one member's answer to one round, with its effect on the board, once an event. O(log board).
-- KEYS run      hash  the chat's quiz; o<round>/c<round> say when a round opened and closes
-- KEYS people   hash  platform:person → [-]seat[:member]
-- KEYS answers  hash  seat → points took-ms orders choice
-- KEYS board    zset  seat → points × 2³³ − ms
-- ARGV person   platform:person
-- ARGV runId    the run that the answer is for
-- ARGV round    1-based
-- ARGV atMs     when it was given
-- ARGV order    of happening within the chat's account, x before that of another account
-- ARGV mode     set, toggle (bits), or keep (a wrong text never replaces a right one)
-- ARGV choice   bit mask of options, or the text of a fill-in answer
-- ARGV key      bit mask of the right options; 0: points alone tell
-- ARGV points   what it is worth if right
-- ARGV slackMs  how much later than atMs it may have been given
-- returns {code, choice, answers so far}: 1 new, 2 changed, 3 told again, 0 not this run, -1 unknown person, -2 left, -3 late, -4 locked
local run = redis.call('HMGET', KEYS[1], 'id', 'state', 'o' .. ARGV[3], 'c' .. ARGV[3], 'canChange', 'told')
if run[1] ~= ARGV[2] or run[2] == 'finished' or not run[4] then return {0, '', 0} end
local known = redis.call('HGET', KEYS[2], ARGV[1])
if not known then return {-1, '', 0} end
local left, seat = string.match(known, '^(%-?)(%d+)')
if left == '-' then return {-2, '', 0} end
local choice, mode = ARGV[7], ARGV[6]
local old = redis.call('HGET', KEYS[3], seat)
local oldPoints, oldMs, orders, oldChoice = 0, 0, nil, nil
if old then
  local p, ms, o, c = string.match(old, '^(%d+) (%d+) ([%dx,]+) (.*)$')
  oldPoints, oldMs, orders, oldChoice = tonumber(p), tonumber(ms), o, c
  local latest, own = tonumber(string.match(o, 'x?%d+$')), tonumber(ARGV[5])
  local isKnown = string.find(',' .. o .. ',', ',' .. ARGV[5] .. ',', 1, true)
  -- The orders of two accounts have nothing to do with each other; then the time tells which answer is the later one.
  local isOlder = tonumber(ARGV[4]) + tonumber(ARGV[10]) < tonumber(run[3]) + oldMs
  if own and latest then isOlder = own < latest end
  if isKnown or (mode ~= 'toggle' and isOlder) then
    return {3, oldChoice, redis.call('HLEN', KEYS[3])}
  end
end
-- Once the answer of the round is told (message 2n of the quiz), what came in the same second is not taken for in time.
local isTold = tonumber(run[6] or 0) >= 2 * tonumber(ARGV[3])
local givenAt = tonumber(ARGV[4]) + (isTold and tonumber(ARGV[10]) or 0)
if givenAt > tonumber(run[4]) then return {-3, oldChoice or '', 0} end
if old and mode ~= 'toggle' and run[5] == '0' then return {-4, oldChoice, 0} end
local points = tonumber(ARGV[9])
if mode == 'toggle' and old then choice = tostring(bit.bxor(tonumber(oldChoice), tonumber(choice))) end
if mode ~= 'keep' and choice ~= ARGV[8] then points = 0 end
if mode == 'keep' and points == 0 and oldPoints > 0 then return {3, oldChoice, redis.call('HLEN', KEYS[3])} end
local took = math.max(0, tonumber(ARGV[4]) - tonumber(run[3]))
local newOrders = old and (orders .. ',' .. ARGV[5]) or ARGV[5]
redis.call('HSET', KEYS[3], seat, string.format('%d %d %s %s', points, took, newOrders, choice))
local unit = 8589934592
local before = oldPoints > 0 and oldPoints * unit - oldMs or 0
local after = points > 0 and points * unit - took or 0
redis.call('ZINCRBY', KEYS[4], string.format('%.0f', after - before), seat)
return {old and 2 or 1, choice, redis.call('HLEN', KEYS[3])}
