-- Blocks a device for another, or prolongs the block; no block makes place for one more.
-- Uses memory.
-- KEYS[1] blocked  sorted set: device by the end of the block
-- ARGV[1] other    the device never to be met
-- ARGV[2] now      epoch milliseconds; blocks that end then or before are forgotten
-- ARGV[3] until    epoch milliseconds: the end of this block
-- ARGV[4] limit    how many blocks a device may have
-- ARGV[5] lifetime milliseconds after which the newest block has ended
-- ARGV[6] memory   per cent of its memory that this server may use before it takes no new block
-- Returns 1 when it is blocked, 0 when the device has too many blocks; fails as a full server does
-- when there is no room for more, so that it is tried again later.
-- Only the limit holds where nobody may ask for the memory.
local function is_short_of_memory()
  local used, most = memory()
  return used and most > 0 and used > most * ARGV[6] / 100
end

redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2])
local known = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not known and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then
  return 0
end
if not known and is_short_of_memory() then
  return redis.error_reply('OOM no room for another block')
end
redis.call('ZADD', KEYS[1], 'GT', ARGV[3], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 1
