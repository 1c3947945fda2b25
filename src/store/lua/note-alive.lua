-- note-alive: notes when somebody last reached this server, by its own clock, which all processes share. O(1).
-- KEYS alive    string  when it was, ms
-- returns how long ago it was, ms; 0 the first time
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local last = redis.call('SET', KEYS[1], string.format('%.0f', now), 'GET')
return last and math.max(0, now - tonumber(last)) or 0
