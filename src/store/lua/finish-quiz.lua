-- finish-quiz: ends a quiz once and adds its board to the chat's lasting boards. O(players × boards).
-- KEYS run      hash  the chat's quiz
-- KEYS board    zset  seat → points × 2³³ − ms
-- KEYS week     zset  points of the week
-- KEYS month    zset  points of the month
-- KEYS all      zset  points of all time
-- KEYS handled  string  mark of the event that asks for the end
-- ARGV runId    the run meant
-- ARGV counts   1 when the points last; 0 for solo games
-- ARGV boardSeconds  how long the quiz's own board is kept
-- ARGV isEvent  1 when somebody asks for it, and may be told again; 0 when its time has come
-- returns 1 when this call ended it, 2 when the event did before, 0 when it had ended or is another
local past = redis.call('GET', KEYS[6])
if past and ARGV[4] == '1' then return 2 end
local now = redis.call('HMGET', KEYS[1], 'id', 'state')
if now[1] ~= ARGV[1] or now[2] == 'finished' then return 0 end
redis.call('HSET', KEYS[1], 'state', 'finished')
local made = ARGV[1]
if ARGV[4] == '1' then redis.call('SET', KEYS[6], made, 'EX', 90000) end
if redis.call('EXISTS', KEYS[2]) == 1 then
  if ARGV[2] == '1' then
    -- Points whole, time as a fraction below one: the sum stays ordered by points, then by time.
    for index = 3, 5 do
      redis.call('ZUNIONSTORE', KEYS[index], 2, KEYS[index], KEYS[2], 'WEIGHTS', 1, '1.1641532182693481e-10')
    end
    redis.call('EXPIRE', KEYS[3], 8640000)
    redis.call('EXPIRE', KEYS[4], 69120000)
  end
  redis.call('EXPIRE', KEYS[2], ARGV[3])
end
return 1
