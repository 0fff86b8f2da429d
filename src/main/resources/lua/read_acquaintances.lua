-- Reads whom a device has met lately and whom it is never to meet. What has come of age
-- is left out; it goes when something is added.
-- KEYS[1] recent   sorted set: device by the end of the chat with it
-- KEYS[2] blocked  sorted set: device by the end of the block
-- KEYS[3] pool     string: the pool that the device is bound to
-- ARGV[1] oldest   epoch milliseconds; chats that ended then or before count no more
-- ARGV[2] now      epoch milliseconds; blocks that end then or before count no more
-- Returns {pool or '', {device, ...} blocked, {device, end, ...} recent}.
return {
  redis.call('GET', KEYS[3]) or '',
  redis.call('ZRANGE', KEYS[2], '(' .. ARGV[2], '+inf', 'BYSCORE'),
  redis.call('ZRANGE', KEYS[1], '(' .. ARGV[1], '+inf', 'BYSCORE', 'WITHSCORES'),
}
