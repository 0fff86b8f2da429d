-- Reads whom a device has met lately, whom it is never to meet, and whether it has reported somebody.
-- What has come of age is left out; it goes when something is added.
-- KEYS[1] recent   sorted set: device by the end of the chat with it
-- KEYS[2] blocked  sorted set: device by the end of the block
-- KEYS[3] pool     string: the pool that the device is bound to
-- KEYS[4] reported string: there is when it has reported somebody and may still hear of the outcome
-- ARGV[1] oldest   epoch milliseconds; chats that ended then or before count no more
-- ARGV[2] now      epoch milliseconds; blocks that end then or before count no more
-- Returns {pool or '', {device, ...} blocked, {device, end, ...} recent, 1 or 0}.
return {
  redis.call('GET', KEYS[3]) or '',
  redis.call('ZRANGE', KEYS[2], '(' .. ARGV[2], '+inf', 'BYSCORE'),
  redis.call('ZRANGE', KEYS[1], '(' .. ARGV[1], '+inf', 'BYSCORE', 'WITHSCORES'),
  redis.call('EXISTS', KEYS[4]),
}
