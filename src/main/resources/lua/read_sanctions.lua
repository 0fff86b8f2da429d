-- Reads which sanctions have changed since a version.
-- Uses clock.
-- KEYS[1] head     hash: incarnation, version of the last change
-- KEYS[2] changes  sorted set: sanction by the version of its last change
-- ARGV[1] since    the version up to which the caller knows
-- ARGV[2] incarnation of the data that this version is of
-- ARGV[3] limit    how many to read at most
-- ARGV[4] prefix   of the keys of sanctions, which have the hash tag of the others
-- Returns {incarnation or '', version up to which the answer tells, last version, now in epoch
-- milliseconds, {id, state or 'gone', end in epoch milliseconds, endless, packed, ...}}. The answer
-- begins at version 0 when this server has other data than the caller read before.
local head = redis.call('HMGET', KEYS[1], 'incarnation', 'version')
local now = string.format('%.0f', now_millis())
if not head[1] then
  return {'', '0', '0', now, {}}
end
local since = ARGV[1]
if head[1] ~= ARGV[2] or tonumber(since) > tonumber(head[2]) then
  since = '0'
end
if since == head[2] then
  return {head[1], head[2], head[2], now, {}}
end
local ids = redis.call('ZRANGE', KEYS[2], '(' .. since, '+inf', 'BYSCORE', 'LIMIT', 0, ARGV[3],
  'WITHSCORES')
local all = {}
for i = 1, #ids, 2 do
  local known = redis.call('HMGET', ARGV[4] .. ids[i], 'state', 'end', 'endless', 'packed')
  all[#all + 1] = ids[i]
  all[#all + 1] = known[1] or 'gone'
  all[#all + 1] = known[2] or '0'
  all[#all + 1] = known[3] or ''
  all[#all + 1] = known[4] or ''
end
local read = #ids == 2 * ARGV[3] and ids[#ids] or head[2]
return {head[1], read, head[2], now, all}
