-- Writes down what a moderator decides on a case that was decided before, or takes that back. It changes
-- nothing for anybody but the moderators' figures.
-- Uses clock.
-- KEYS[1] look     hash: kind, claimed-by, claimed-until, judged, decision, effective
-- KEYS[2] looks    sorted set: looks by from when on they may be given
-- KEYS[3] judged   sorted set: looks by when what was decided takes effect
-- KEYS[4] desk     string: the look at the moderator's desk
-- KEYS[5] decision string: the look that the decision was made on
-- ARGV[1] look     its id
-- ARGV[2] who      decides
-- ARGV[3] verdict  '' to take it back
-- ARGV[4] decision its id
-- ARGV[5] undo     milliseconds within which it can be taken back
-- ARGV[6] span     milliseconds for which the claim holds when it is
-- Returns {'made', decision, effective at}, also once more; {'done', ''} when it was taken back; {'over',
-- ''} when it is too late or another decision was made since, or {'absent', ''} when this moderator does not have that look.
local now = now_millis()
local known = redis.call('HMGET', KEYS[1], 'claimed-by', 'judged', 'decision', 'effective', 'kind')
if known[1] ~= ARGV[2] then
  return {'absent', ''}
end
local late = known[4] and tonumber(known[4]) <= now
if ARGV[3] == '' then
  -- What was decided since is not what is taken back.
  if known[2] and (late or known[3] ~= ARGV[4]) then
    return {'over', ''}
  end
  redis.call('HDEL', KEYS[1], 'judged', 'decision', 'effective')
  local ends = string.format('%.0f', now + ARGV[6])
  redis.call('HSET', KEYS[1], 'claimed-until', ends)
  redis.call('ZREM', KEYS[3], ARGV[1])
  if known[5] == 'second' then
    redis.call('ZADD', KEYS[2], ends, ARGV[1])
  end
  redis.call('SET', KEYS[4], ARGV[1], 'PX', ARGV[6])
  return {'done', ''}
end
if known[2] then
  if known[2] == ARGV[3] then
    return {'made', known[3], known[4]}
  end
  return {'over', ''}
end
local effective = string.format('%.0f', now + ARGV[5])
redis.call('HSET', KEYS[1], 'judged', ARGV[3], 'decision', ARGV[4], 'effective', effective)
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZADD', KEYS[3], effective, ARGV[1])
if redis.call('GET', KEYS[4]) == ARGV[1] then
  redis.call('DEL', KEYS[4])
end
redis.call('SET', KEYS[5], ARGV[1], 'PX', ARGV[5] + ARGV[6])
return {'made', ARGV[4], effective}
