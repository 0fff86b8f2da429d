-- Ends a case whose decision is in effect: the records of those who reported are brought up to date,
-- and what they are to be told is kept for them. Once for each decision.
-- Uses clock, months.
-- KEYS[1] decision  hash: case, outcome, state, took, picture
-- KEYS[2] decisions sorted set: decisions that are not carried out yet, by when they are to be
-- KEYS[3] case      hash: state, opened, decided-at
-- KEYS[4] past      sorted set: the last decided cases about the device
-- KEYS[5] open      sorted set: reports that nobody has decided on
-- ARGV[1] decision  its id
-- ARGV[2] case      its id
-- ARGV[3] letter    that the record of each reporter gains
-- ARGV[4] outcome   'actioned' or 'dismissed'
-- ARGV[5] prefix    of the keys of records
-- ARGV[6] memory    milliseconds for which a record is kept
-- ARGV[7] most      letters of a record that are kept
-- ARGV[8] prefix    of the keys of outcomes
-- ARGV[9] memory    milliseconds for which cases and outcomes are kept
-- ARGV[10] batch    milliseconds whose outcomes are told together
-- ARGV[11] months   prefix of the keys of counts by month
-- ARGV[12] counted  what is counted there
-- ARGV[13], ...     for each report its id, its key, and the device of who filed it
-- Returns 'settled', or 'over' when an earlier call has done it.
if redis.call('HGET', KEYS[1], 'state') ~= 'due' then
  return 'over'
end
redis.call('HSET', KEYS[1], 'state', 'done')
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('HSET', KEYS[3], 'state', 'decided')
redis.call('ZADD', KEYS[4], string.format('%.0f', now_millis()), ARGV[2])
redis.call('ZREMRANGEBYRANK', KEYS[4], 0, -51)
redis.call('PEXPIRE', KEYS[4], ARGV[9])
local times = redis.call('HMGET', KEYS[3], 'opened', 'decided-at')
count_month(ARGV[11], now_millis(), ARGV[12])
if times[1] and times[2] then
  count_month(ARGV[11], now_millis(), 'decision-wait:' .. span_of(times[2] - times[1]))
end
local made = redis.call('HMGET', KEYS[1], 'took', 'picture')
if made[1] then
  count_month(ARGV[11], now_millis(), 'took:' .. span_of(made[1]))
end
if made[2] then
  count_month(ARGV[11], now_millis(), 'picture:' .. made[2])
end
local seen = {}
local told = string.format('%.0f', (math.floor(now_millis() / ARGV[10]) + 1) * ARGV[10])
for i = 13, #ARGV, 3 do
  local report, device = ARGV[i], ARGV[i + 2]
  if not seen[device] then
    seen[device] = true
    local record = (redis.call('GET', ARGV[5] .. device) or '') .. ARGV[3]
    redis.call('SET', ARGV[5] .. device, string.sub(record, -tonumber(ARGV[7])), 'PX', ARGV[6])
  end
  local key = ARGV[8] .. device
  redis.call('RPUSH', key, ARGV[4] .. ':' .. report .. ':' .. told)
  redis.call('LTRIM', key, -100, -1)
  redis.call('PEXPIRE', key, ARGV[9])
  redis.call('ZREM', KEYS[5], report)
  if redis.call('EXISTS', ARGV[i + 1]) == 1 then
    redis.call('HSET', ARGV[i + 1], 'state', 'decided')
  end
end
return 'settled'
