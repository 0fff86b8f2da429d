-- Raises the shield, in place of one that is raised, or lowers it. Called twice, it is raised for as
-- long from the second call on.
-- Uses clock.
-- KEYS[1] raised   hash: measures, by, why, since, until, kept
-- ARGV[1] measures separated by commas; '' to lower it
-- ARGV[2] by       who does
-- ARGV[3] why
-- ARGV[4] span     milliseconds for which it is raised; 0 to lower it
-- Returns {milliseconds left, measures, by, why, since, until}, or {} when it is lowered.
local now = now_millis()
local over = now + ARGV[4]
-- As long as some node may know of an earlier one, its absence would be taken for a loss.
local kept = math.max(over, tonumber(redis.call('HGET', KEYS[1], 'kept') or 0))
local since, till = string.format('%.0f', now), string.format('%.0f', over)
redis.call('HSET', KEYS[1], 'measures', ARGV[1], 'by', ARGV[2], 'why', ARGV[3], 'since', since,
  'until', till, 'kept', string.format('%.0f', kept))
redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', kept))
if ARGV[1] == '' then
  return {}
end
return {ARGV[4], ARGV[1], ARGV[2], ARGV[3], since, till}
