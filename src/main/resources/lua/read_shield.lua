-- Reads the shield. When there is none at all, Redis has lost the one that the caller knows, which is
-- written down again: one that was lowered leaves its key behind.
-- Uses clock.
-- KEYS[1] raised   hash: measures, by, why, since, until, kept
-- ARGV[1] measures that the caller knows of; '' when it knows of none, as the others then
-- ARGV[2] by
-- ARGV[3] why
-- ARGV[4] since
-- ARGV[5] until
-- Returns {milliseconds left, measures, by, why, since, until}, or {} when no shield is raised.
local now = now_millis()
if (tonumber(ARGV[5]) or 0) > now and redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], 'measures', ARGV[1], 'by', ARGV[2], 'why', ARGV[3], 'since', ARGV[4],
    'until', ARGV[5], 'kept', ARGV[5])
  redis.call('PEXPIREAT', KEYS[1], ARGV[5])
end
local its = redis.call('HMGET', KEYS[1], 'measures', 'by', 'why', 'since', 'until')
local left = (tonumber(its[5]) or 0) - now
if left <= 0 or its[1] == '' then
  return {}
end
return {string.format('%.0f', left), its[1], its[2], its[3], its[4], its[5]}
