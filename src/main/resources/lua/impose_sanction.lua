-- Writes a sanction down and tells all nodes; a second call with the same id changes nothing.
-- Uses changes, clock, months.
-- KEYS[1] head     hash: incarnation, version of the last change
-- KEYS[2] changes  sorted set: sanction by the version of its last change
-- KEYS[3] active   sorted set: sanctions in effect by their ends
-- KEYS[4] stale    sorted set: sanction by when no node needs to hear of it any more
-- KEYS[5] listed   sorted set: sanction by the version at which it was made
-- KEYS[6] kept     sorted set: sanction by when it is forgotten
-- KEYS[7] sanction hash: state, start, end, span, packed, record, actor, counted; then what became of it
-- KEYS[8] code     string: the sanction that this code is for an appeal against
-- KEYS[8 + i]      sorted set: the sanctions of subject i (from 1) by version
-- ARGV[1] channel  on which nodes hear of changes
-- ARGV[2] id       of the sanction
-- ARGV[3] state    'active', or 'pending' until a second moderator confirms it
-- ARGV[4] span     milliseconds for which it holds from now
-- ARGV[5] endless  '1' when nobody is told an end
-- ARGV[6] packed   what nodes need to know
-- ARGV[7] record   the rest
-- ARGV[8] actor    who decided
-- ARGV[9] memory   milliseconds for which it is kept when it holds for less
-- ARGV[10] most    how many may be in effect
-- ARGV[11] incarnation of this server's data, should there be none
-- ARGV[12] months  prefix of the keys of counts by month
-- ARGV[13] counted what is counted there once it is in effect; '' for nothing
-- Returns 'imposed', 'known', or 'full' having done nothing.
local now = now_millis()
forget_changes(now, KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6])
if redis.call('EXISTS', KEYS[7]) == 1 then
  return 'known'
end
if redis.call('ZCARD', KEYS[3]) >= tonumber(ARGV[10]) then
  return 'full'
end

local ends = string.format('%.0f', now + ARGV[4])
local kept = string.format('%.0f', now + math.max(ARGV[4], ARGV[9]))
redis.call('HSET', KEYS[7], 'state', ARGV[3], 'start', string.format('%.0f', now), 'end', ends,
  'span', ARGV[4], 'endless', ARGV[5], 'packed', ARGV[6], 'record', ARGV[7], 'actor', ARGV[8],
  'counted', ARGV[13])
redis.call('PEXPIREAT', KEYS[7], kept)
redis.call('SET', KEYS[8], ARGV[2], 'PXAT', kept)
local version = note_change(KEYS[1], KEYS[2], ARGV[1], ARGV[2], ARGV[11])
redis.call('ZADD', KEYS[4], ARGV[3] == 'active' and ends or kept, ARGV[2])
if ARGV[3] == 'active' then
  redis.call('ZADD', KEYS[3], ends, ARGV[2])
  if ARGV[13] ~= '' then
    count_month(ARGV[12], now, ARGV[13])
  end
end
redis.call('ZADD', KEYS[5], version, ARGV[2])
redis.call('ZADD', KEYS[6], kept, ARGV[2])
for i = 9, #KEYS do
  redis.call('ZADD', KEYS[i], version, ARGV[2])
  redis.call('ZREMRANGEBYRANK', KEYS[i], 0, -101)
  if redis.call('PEXPIREAT', KEYS[i], kept, 'NX') == 0 then
    redis.call('PEXPIREAT', KEYS[i], kept, 'GT')
  end
end
return 'imposed'
