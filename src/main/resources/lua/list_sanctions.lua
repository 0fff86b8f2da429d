-- Reads sanctions, the newest first.
-- Uses clock.
-- KEYS[1] listed   sorted set: sanction by version
-- ARGV[1] after    the version of the last one that was read, or '+inf'
-- ARGV[2] limit    how many to read at most
-- ARGV[3] prefix   of the keys of sanctions, which have the hash tag of the set
-- ARGV[4] one      the id of the only sanction to read, whatever its version, or ''
-- Returns {now in epoch milliseconds, {{id, version, state, start, end, endless, packed, record,
-- actor, confirmed by, lifted by, why, lifted at}, ...}}, where '' is nothing. What is kept no longer
-- is left out.
local ids = {ARGV[4], '0'}
if ARGV[4] == '' then
  ids = redis.call('ZRANGE', KEYS[1], ARGV[1] == '+inf' and ARGV[1] or '(' .. ARGV[1], '-inf',
    'BYSCORE', 'REV', 'LIMIT', 0, ARGV[2], 'WITHSCORES')
end
local all = {}
for i = 1, #ids, 2 do
  local known = redis.call('HMGET', ARGV[3] .. ids[i], 'state', 'start', 'end', 'endless', 'packed',
    'record', 'actor', 'confirmed-by', 'lifted-by', 'why', 'lifted-at')
  if known[1] then
    local one = {ids[i], ids[i + 1]}
    for j = 1, 11 do
      one[j + 2] = known[j] or ''
    end
    all[#all + 1] = one
  end
end
return {string.format('%.0f', now_millis()), all}
