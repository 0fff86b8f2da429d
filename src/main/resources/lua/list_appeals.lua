-- Reads appeals, the oldest first.
-- KEYS[1] listed   sorted set: sanction by the number of the appeal
-- ARGV[1] after    the number of the last one that was read
-- ARGV[2] limit    how many to read at most
-- ARGV[3] prefix   of the keys of appeals, which have the hash tag of the set
-- ARGV[4] one      the id of the only sanction whose appeal to read, or ''
-- Returns {{id of the sanction, number, state, text, at, answer, by}, ...}, where '' is nothing. What
-- is kept no longer leaves the set.
local ids = {ARGV[4], '0'}
if ARGV[4] == '' then
  ids = redis.call('ZRANGE', KEYS[1], '(' .. ARGV[1], '+inf', 'BYSCORE', 'LIMIT', 0, ARGV[2],
    'WITHSCORES')
end
local all = {}
for i = 1, #ids, 2 do
  local known = redis.call('HMGET', ARGV[3] .. ids[i], 'state', 'text', 'at', 'answer', 'by')
  if known[1] then
    all[#all + 1] = {ids[i], ids[i + 1], known[1], known[2], known[3], known[4] or '', known[5] or ''}
  else
    redis.call('ZREM', KEYS[1], ids[i])
  end
end
return all
