-- Counts looks that can be taken back no more. Those that differ are kept for the admin.
-- Uses clock, months.
-- KEYS[1] judged    sorted set: looks by when what was decided takes effect
-- KEYS[2] differing list: looks, the newest first
-- ARGV[1] limit     how many to count at most
-- ARGV[2] prefix    of the keys of looks
-- ARGV[3] months    prefix of the keys of counts by month
-- ARGV[4] most      of those that differ
-- Returns how many were counted.
local now = now_millis()
local due = redis.call('ZRANGE', KEYS[1], '-inf', string.format('%.0f', now), 'BYSCORE', 'LIMIT', 0,
  ARGV[1])
for _, look in ipairs(due) do
  redis.call('ZREM', KEYS[1], look)
  local known = redis.call('HMGET', ARGV[2] .. look, 'kind', 'verdict', 'judged')
  if known[3] then
    count_month(ARGV[3], now, known[1] .. ':' .. known[2] .. ':' .. known[3])
    if known[2] ~= known[3] then
      redis.call('LPUSH', KEYS[2], look)
      redis.call('LTRIM', KEYS[2], 0, ARGV[4] - 1)
    end
  end
end
return #due
