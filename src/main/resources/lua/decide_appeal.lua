-- Decides on an appeal. When it is overturned, the sanction ends in the same step.
-- Uses changes, clock, months.
-- KEYS[1] head     hash: incarnation, version of the last change
-- KEYS[2] changes  sorted set: sanction by the version of its last change
-- KEYS[3] active   sorted set: sanctions in effect by their ends
-- KEYS[4] stale    sorted set: sanction by when no node needs to hear of it any more
-- KEYS[5] sanction hash: state, start, end, span, packed, record, actor; then what became of it
-- KEYS[6] appeal   hash: state, text, at, number; then answer and by
-- KEYS[7] open     sorted set: sanctions with an appeal to decide on by the number of the appeal
-- KEYS[8] decided  sorted set: the same of those that are decided
-- KEYS[9] reversed sorted set: sanctions that were overturned, until their reporters' records say so
-- ARGV[1] channel  on which nodes hear of changes
-- ARGV[2] id       of the sanction
-- ARGV[3] outcome  'upheld' or 'overturned'
-- ARGV[4] by       who decides
-- ARGV[5] answer   to the visitor
-- ARGV[6] alone    '1' when who made the sanction may decide on the appeal
-- ARGV[7] hearing  milliseconds until every node has heard of a lifting
-- ARGV[8] memory   milliseconds for which the appeal is kept from now
-- ARGV[9] incarnation of this server's data, should there be none
-- ARGV[10] months  prefix of the keys of counts by month
-- Returns 'done', also for the same decision again; 'own' for who made or confirmed the sanction;
-- 'over' when it was decided otherwise; 'absent' when there is no appeal.
local appeal = redis.call('HMGET', KEYS[6], 'state', 'by', 'number', 'at')
if not appeal[1] then
  return 'absent'
end
if appeal[1] ~= 'open' then
  return appeal[1] == ARGV[3] and appeal[2] == ARGV[4] and 'done' or 'over'
end
local sanction = redis.call('HMGET', KEYS[5], 'state', 'actor', 'confirmed-by')
if ARGV[6] ~= '1' and (sanction[2] == ARGV[4] or sanction[3] == ARGV[4]) then
  return 'own'
end
local now = now_millis()
local at = string.format('%.0f', now)
local kept = string.format('%.0f', now + ARGV[8])
redis.call('HSET', KEYS[6], 'state', ARGV[3], 'by', ARGV[4], 'answer', ARGV[5], 'decided-at', at)
redis.call('PEXPIREAT', KEYS[6], kept)
count_month(ARGV[10], now, 'appeal:' .. ARGV[3])
count_month(ARGV[10], now, 'appeal-wait:' .. span_of(now - appeal[4]))
redis.call('PEXPIREAT', KEYS[5], kept, 'GT')
redis.call('ZREM', KEYS[7], ARGV[2])
redis.call('ZADD', KEYS[8], appeal[3], ARGV[2])
if redis.call('ZCARD', KEYS[8]) > 10000 then
  redis.call('ZPOPMIN', KEYS[8])
end
if ARGV[3] == 'overturned' then
  redis.call('ZADD', KEYS[9], at, ARGV[2])
end
if ARGV[3] == 'overturned' and sanction[1] and sanction[1] ~= 'lifted' then
  redis.call('HSET', KEYS[5], 'state', 'lifted', 'lifted-by', ARGV[4], 'why', ARGV[5], 'lifted-at', at)
  redis.call('ZREM', KEYS[3], ARGV[2])
  redis.call('ZADD', KEYS[4], string.format('%.0f', now + ARGV[7]), ARGV[2])
  note_change(KEYS[1], KEYS[2], ARGV[1], ARGV[2], ARGV[9])
end
return 'done'
