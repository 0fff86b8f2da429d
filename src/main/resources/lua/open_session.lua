-- Opens a session for a new connection.
-- KEYS[1] session  hash: epoch, node, and what its connections note down: search, left, past
-- ARGV[1] node     the node that holds the new connection
-- ARGV[2] memory   milliseconds for which the session is remembered from now
-- Returns {epoch, previous epoch, its node, search, left, past}, all but the first perhaps ''. The epoch is
-- greater than any given out before, also by a server that has lost its data since.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known = redis.call('HMGET', KEYS[1], 'epoch', 'node', 'search', 'left', 'past')
local epoch = string.format('%.0f', math.max((known[1] or 0) + 1, now))
redis.call('HSET', KEYS[1], 'epoch', epoch, 'node', ARGV[1])
redis.call('HDEL', KEYS[1], 'left')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
for i = 1, 5 do
  known[i] = known[i] or ''
end
return {epoch, unpack(known)}
