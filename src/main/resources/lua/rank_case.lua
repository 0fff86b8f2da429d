-- Puts an open case where it belongs among the others.
-- KEYS[1] case     hash: state, version, score, weight, urgent, summary
-- KEYS[2] unranked set: cases that have changed since their priority was worked out
-- KEYS[3] cases    sorted set: open cases by score
-- KEYS[4] queue    sorted set: those that nobody has claimed, by score
-- KEYS[5] claimed  sorted set: those that somebody has, by the end of the claim
-- ARGV[1] case     its id
-- ARGV[2] version  of the case for which this was worked out
-- ARGV[3] score    the greatest is decided first
-- ARGV[4] weight   of the case, without its age
-- ARGV[5] urgent   '1' or '0'
-- ARGV[6] summary  packed, for lists
-- Returns 'ranked', 'moved' when the case has changed since, or 'over' when it is not open.
local known = redis.call('HMGET', KEYS[1], 'state', 'version')
if known[1] ~= 'open' then
  redis.call('SREM', KEYS[2], ARGV[1])
  return 'over'
end
if known[2] ~= ARGV[2] then
  return 'moved'
end
redis.call('HSET', KEYS[1], 'score', ARGV[3], 'weight', ARGV[4], 'urgent', ARGV[5], 'summary', ARGV[6])
redis.call('ZADD', KEYS[3], ARGV[3], ARGV[1])
if not redis.call('ZSCORE', KEYS[5], ARGV[1]) then
  redis.call('ZADD', KEYS[4], ARGV[3], ARGV[1])
end
redis.call('SREM', KEYS[2], ARGV[1])
return 'ranked'
