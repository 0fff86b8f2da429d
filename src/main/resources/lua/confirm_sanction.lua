-- Puts a pending sanction into effect, by somebody else than who made it.
-- Uses changes, clock, months.
-- KEYS[1] head     hash: incarnation, version of the last change
-- KEYS[2] changes  sorted set: sanction by the version of its last change
-- KEYS[3] active   sorted set: sanctions in effect by their ends
-- KEYS[4] stale    sorted set: sanction by when no node needs to hear of it any more
-- KEYS[5] kept     sorted set: sanction by when it is forgotten
-- KEYS[6] sanction hash: state, start, end, span, packed, record, actor, counted; then what became of it
-- ARGV[1] channel  on which nodes hear of changes
-- ARGV[2] id       of the sanction
-- ARGV[3] by       who confirms
-- ARGV[4] memory   milliseconds for which it is kept when it holds for less
-- ARGV[5] incarnation of this server's data, should there be none
-- ARGV[6] months  prefix of the keys of counts by month
-- Returns 'done', also for who has confirmed it already, 'own' for who made it, 'over' when it is not
-- pending, 'absent' when nobody knows it.
local known = redis.call('HMGET', KEYS[6], 'state', 'actor', 'confirmed-by', 'span', 'counted')
if not known[1] then
  return 'absent'
end
if known[1] == 'active' and known[3] == ARGV[3] then
  return 'done'
end
if known[1] ~= 'pending' then
  return 'over'
end
if known[2] == ARGV[3] then
  return 'own'
end
local now = now_millis()
local ends = string.format('%.0f', now + known[4])
local kept = string.format('%.0f', now + math.max(known[4], ARGV[4]))
redis.call('HSET', KEYS[6], 'state', 'active', 'start', string.format('%.0f', now), 'end', ends,
  'confirmed-by', ARGV[3])
redis.call('PEXPIREAT', KEYS[6], kept)
redis.call('ZADD', KEYS[3], ends, ARGV[2])
redis.call('ZADD', KEYS[4], ends, ARGV[2])
redis.call('ZADD', KEYS[5], kept, ARGV[2])
if known[5] and known[5] ~= '' then
  count_month(ARGV[6], now, known[5])
end
note_change(KEYS[1], KEYS[2], ARGV[1], ARGV[2], ARGV[5])
return 'done'
