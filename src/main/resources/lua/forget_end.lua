-- Forgets the end of a chat: the session's client has read of it.
-- KEYS[1] session  hash: epoch, node, search, past, and 'left:<room>' for each end of a chat that the
--                  session is still to be told of
-- ARGV[1] field    'left:<room>'
-- Returns 1 when the end was noted, else 0.
return redis.call('HDEL', KEYS[1], ARGV[1])
