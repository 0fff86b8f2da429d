-- Reads whom a device has met lately and whom it is never to meet; what has come of age goes.
-- KEYS[1] recent   sorted set: device by the end of the chat with it
-- KEYS[2] blocked  sorted set: device by the end of the block
-- KEYS[3] pool     string: the pool that the device is bound to
-- ARGV[1] oldest   epoch milliseconds; chats that ended then or before are forgotten
-- ARGV[2] now      epoch milliseconds; blocks that end then or before are forgotten
-- Returns {pool or '', {device, ...} blocked, {device, end, ...} recent}.
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[2])
return {
  redis.call('GET', KEYS[3]) or '',
  redis.call('ZRANGE', KEYS[2], 0, -1),
  redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES'),
}
