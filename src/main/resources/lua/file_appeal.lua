-- Takes an appeal against a sanction; there is one at most.
-- Uses clock, months.
-- KEYS[1] head     hash: incarnation, version, and appeals, the number of the last appeal
-- KEYS[2] sanction hash: state, start, end, span, packed, record, actor; then what became of it
-- KEYS[3] appeal   hash: state, text, at, number; then answer and by
-- KEYS[4] open     sorted set: sanctions with an appeal to decide on by the number of the appeal
-- ARGV[1] id       of the sanction
-- ARGV[2] text     what the visitor says
-- ARGV[3] window   milliseconds from the start of the sanction in which an appeal is taken
-- ARGV[4] memory   milliseconds for which the appeal is kept
-- ARGV[5] months   prefix of the keys of counts by month
-- Returns 'filed', also for the same text again; 'known' when there is another appeal; 'late'; 'over'
-- when the sanction was lifted; 'absent' when nobody knows it, or it was never in effect.
local sanction = redis.call('HMGET', KEYS[2], 'state', 'start')
if not sanction[1] or sanction[1] == 'pending' then
  return 'absent'
end
local text = redis.call('HGET', KEYS[3], 'text')
if text then
  return text == ARGV[2] and 'filed' or 'known'
end
if sanction[1] == 'lifted' then
  return 'over'
end
local now = now_millis()
if now > sanction[2] + ARGV[3] then
  return 'late'
end
local kept = string.format('%.0f', now + ARGV[4])
local number = redis.call('HINCRBY', KEYS[1], 'appeals', 1)
redis.call('HSET', KEYS[3], 'state', 'open', 'text', ARGV[2], 'at', string.format('%.0f', now),
  'number', number)
redis.call('PEXPIREAT', KEYS[3], kept)
redis.call('PEXPIREAT', KEYS[2], kept, 'GT')
redis.call('ZADD', KEYS[4], number, ARGV[1])
count_month(ARGV[5], now, 'appeal:filed')
return 'filed'
