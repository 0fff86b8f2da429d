-- Counts an attempt to log in before it is looked at, unless there were too many. Called twice it counts
-- twice, which refuses too soon at worst.
-- KEYS[1] attempts string: of the name
-- KEYS[2] attempts string: of the address
-- ARGV[1] limit    attempts of one name within the window; 0 is no limit
-- ARGV[2] limit    attempts of one address within the window; 0 is no limit
-- ARGV[3] window   milliseconds, from the first attempt on
-- Returns 0, or the milliseconds until one more is taken.
local wait = 0
for i = 1, 2 do
  local limit = tonumber(ARGV[i])
  if limit > 0 and tonumber(redis.call('GET', KEYS[i]) or '0') >= limit then
    wait = math.max(wait, redis.call('PTTL', KEYS[i]), 1)
  end
end
if wait == 0 then
  for i = 1, 2 do
    if redis.call('INCR', KEYS[i]) == 1 then
      redis.call('PEXPIRE', KEYS[i], ARGV[3])
    end
  end
end
return wait
