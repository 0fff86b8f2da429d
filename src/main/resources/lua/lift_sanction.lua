-- Ends a sanction before its time and tells all nodes.
-- Uses changes, clock.
-- KEYS[1] head     hash: incarnation, version of the last change
-- KEYS[2] changes  sorted set: sanction by the version of its last change
-- KEYS[3] active   sorted set: sanctions in effect by their ends
-- KEYS[4] stale    sorted set: sanction by when no node needs to hear of it any more
-- KEYS[5] sanction hash: state, start, end, span, packed, record, actor; then what became of it
-- ARGV[1] channel  on which nodes hear of changes
-- ARGV[2] id       of the sanction
-- ARGV[3] by       who lifts it
-- ARGV[4] why      in words
-- ARGV[5] hearing  milliseconds until every node has heard of it
-- ARGV[6] incarnation of this server's data, should there be none
-- Returns 'done', also for who has lifted it already, 'over' when it was lifted by another or has
-- ended, 'absent' when nobody knows it.
local known = redis.call('HMGET', KEYS[5], 'state', 'end', 'lifted-by')
if not known[1] then
  return 'absent'
end
if known[1] == 'lifted' then
  return known[3] == ARGV[3] and 'done' or 'over'
end
local now = now_millis()
if known[1] == 'active' and tonumber(known[2]) <= now then
  return 'over'
end
redis.call('HSET', KEYS[5], 'state', 'lifted', 'lifted-by', ARGV[3], 'why', ARGV[4],
  'lifted-at', string.format('%.0f', now))
redis.call('ZREM', KEYS[3], ARGV[2])
redis.call('ZADD', KEYS[4], string.format('%.0f', now + ARGV[5]), ARGV[2])
note_change(KEYS[1], KEYS[2], ARGV[1], ARGV[2], ARGV[6])
return 'done'
