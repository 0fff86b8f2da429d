-- Leaves a look that a moderator has to somebody else.
-- Uses clock.
-- KEYS[1] look   hash: kind, claimed-by, judged, passed:<name>
-- KEYS[2] looks  sorted set: looks by from when on they may be given
-- KEYS[3] desk   string: the look at the moderator's desk
-- ARGV[1] look   its id
-- ARGV[2] who    gives it back
-- Returns 'done', or 'absent' when this moderator does not have it or has decided on it.
local known = redis.call('HMGET', KEYS[1], 'claimed-by', 'judged', 'kind')
if known[1] ~= ARGV[2] or known[2] then
  return 'absent'
end
redis.call('HDEL', KEYS[1], 'claimed-by', 'claimed-until', 'claimed-at')
redis.call('HSET', KEYS[1], 'passed:' .. ARGV[2], '1')
if known[3] == 'second' then
  redis.call('ZADD', KEYS[2], string.format('%.0f', now_millis()), ARGV[1])
end
if redis.call('GET', KEYS[3]) == ARGV[1] then
  redis.call('DEL', KEYS[3])
end
return 'done'
