-- Gives a claimed case back to the others, at once.
-- Uses cases, clock.
-- KEYS[1] case     hash: state, decided-by, claimed-by, claimed-until, claimed-at, passed:<name>
-- KEYS[2] cases    sorted set: open cases by score
-- KEYS[3] queue    sorted set: those that nobody has claimed, by score
-- KEYS[4] claimed  sorted set: those that somebody has, by the end of the claim
-- ARGV[1] case     its id
-- ARGV[2] who      gives it back
-- ARGV[3] span     milliseconds for which they are not given it again
-- Returns {'mine', case}; {'claimed', who has it}, {'over', who has decided}; or {'absent', ''} when
-- nobody has claimed it.
local now = now_millis()
local known = redis.call('HMGET', KEYS[1], 'state', 'decided-by')
if not known[1] then
  return {'absent', ''}
end
if known[1] ~= 'open' then
  return {'over', known[2] or ''}
end
local by = claimant(KEYS[1], now)
if by ~= ARGV[2] then
  return by and {'claimed', by} or {'absent', ''}
end
redis.call('HDEL', KEYS[1], 'claimed-by', 'claimed-until', 'claimed-at')
redis.call('HSET', KEYS[1], 'passed:' .. ARGV[2], string.format('%.0f', now + ARGV[3]))
redis.call('ZREM', KEYS[4], ARGV[1])
local score = redis.call('ZSCORE', KEYS[2], ARGV[1])
if score then
  redis.call('ZADD', KEYS[3], score, ARGV[1])
end
return {'mine', ARGV[1]}
