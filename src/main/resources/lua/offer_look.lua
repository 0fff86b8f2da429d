-- Has a decided case looked at once more, by somebody else. Once for each case.
-- Uses clock.
-- KEYS[1] case    hash: state, looked
-- KEYS[2] look    hash: case, kind, by, verdict, decided
-- KEYS[3] looks   sorted set: looks by from when on they may be given
-- ARGV[1] case    its id
-- ARGV[2] look    its id
-- ARGV[3] by      who has decided
-- ARGV[4] verdict that was
-- ARGV[5] most    looks that wait; the oldest is dropped
-- ARGV[6] prefix  of the keys of looks
-- Returns 'offered', 'known' when there was a look at it before, or 'absent'.
local decided = redis.call('HGET', KEYS[1], 'decided-at')
if not decided then
  return 'absent'
end
if redis.call('HSETNX', KEYS[1], 'looked', '1') == 0 then
  return 'known'
end
redis.call('HSET', KEYS[2], 'case', ARGV[1], 'kind', 'second', 'by', ARGV[3], 'verdict', ARGV[4],
  'decided', decided)
redis.call('PEXPIRE', KEYS[2], redis.call('PTTL', KEYS[1]))
redis.call('ZADD', KEYS[3], string.format('%.0f', now_millis()), ARGV[2])
if redis.call('ZCARD', KEYS[3]) > tonumber(ARGV[5]) then
  redis.call('DEL', ARGV[6] .. redis.call('ZPOPMIN', KEYS[3])[1])
end
return 'offered'
