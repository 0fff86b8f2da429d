-- Keeps a case and its reports until times of their own, and no longer.
-- Uses clock.
-- KEYS[1] case     hash
-- KEYS[2] facts    hash: what the case knows of its reports
-- KEYS[3] ends     sorted set: '<report>:<bytes>' by when it is to be erased
-- KEYS[4] ages     sorted set: case by when it is forgotten
-- KEYS[5] held     sorted set: cases that are kept for longer, by when to look at them again
-- KEYS[6] delicate string: there is when somebody under age may be in pictures of the subject
-- ARGV[1] case     its id
-- ARGV[2] end      of the case, epoch milliseconds
-- ARGV[3] review   when to look at it again, epoch milliseconds; '' when not any more
-- ARGV[4] margin   milliseconds after which Redis itself forgets what nobody has erased
-- ARGV[5] reports  prefix of the keys of reports
-- ARGV[6] minors   prefix of the keys of those about somebody under age
-- ARGV[7], ...     for each report its id and its end
-- Returns 'kept', or 'absent' when there is no such case.
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('ZREM', KEYS[5], ARGV[1])
  return 'absent'
end
local now = now_millis()
local function forget_by(key, ends)
  redis.call('PEXPIREAT', key, string.format('%.0f', math.max(now, ends) + ARGV[4]))
end
for i = 7, #ARGV, 2 do
  for _, prefix in ipairs({ARGV[5], ARGV[6]}) do
    local bytes = redis.call('HGET', prefix .. ARGV[i], 'bytes')
    if bytes then
      redis.call('ZADD', KEYS[3], ARGV[i + 1], ARGV[i] .. ':' .. bytes)
      forget_by(prefix .. ARGV[i], ARGV[i + 1])
    end
  end
end
forget_by(KEYS[1], ARGV[2])
forget_by(KEYS[2], ARGV[2])
if redis.call('PEXPIRETIME', KEYS[6]) >= 0 then
  redis.call('PEXPIREAT', KEYS[6], ARGV[2], 'GT')
end
redis.call('ZADD', KEYS[4], ARGV[2], ARGV[1])
if ARGV[3] == '' then
  redis.call('ZREM', KEYS[5], ARGV[1])
else
  redis.call('ZADD', KEYS[5], ARGV[3], ARGV[1])
end
return 'kept'
