-- Opens a session for a new connection.
-- KEYS[1] session  hash: epoch, node
-- ARGV[1] node     the node that holds the new connection
-- ARGV[2] memory   milliseconds for which the session is remembered from now
-- Returns {epoch, previous node or ''}. The epoch is greater than any given out before.
local previous = redis.call('HGET', KEYS[1], 'node')
local epoch = redis.call('HINCRBY', KEYS[1], 'epoch', 1)
redis.call('HSET', KEYS[1], 'node', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {epoch, previous or ''}
