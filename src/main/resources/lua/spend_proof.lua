-- Takes a solved challenge once. Called twice it says that the second is used, which costs an honest
-- client another solution.
-- Uses clock.
-- KEYS[1] spent     sorted set: challenge by when it may be forgotten, in the time of this server
-- ARGV[1] challenge its hash
-- ARGV[2] memory    milliseconds for which it is remembered
-- ARGV[3] most      how many are remembered
-- Returns 1 when it is taken, 0 when it was used before, -1 when there are too many.
local now = now_millis()
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  return 0
end
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then
  return -1
end
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], 2 * ARGV[2])
return 1
