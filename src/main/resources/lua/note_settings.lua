-- Notes the settings in force, unless they are those that were noted last.
-- Uses clock.
-- KEYS[1] notes  list: for each note the settings, and before them since when, epoch milliseconds; the
--                newest first
-- ARGV[1] now    in force, as they are noted
-- ARGV[2] most   notes that are kept
-- Returns 'noted' or 'same'.
if redis.call('LINDEX', KEYS[1], 1) == ARGV[1] then
  return 'same'
end
redis.call('LPUSH', KEYS[1], ARGV[1], string.format('%.0f', now_millis()))
redis.call('LTRIM', KEYS[1], 0, 2 * ARGV[2] - 1)
return 'noted'
