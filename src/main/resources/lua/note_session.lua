-- Notes something down about a session, for its next connection.
-- KEYS[1] session  hash: epoch, node, and what its connections note down: search, left, past
-- ARGV[1] epoch    of the connection that it is about
-- ARGV[2] field    'search', 'left' or 'past'
-- ARGV[3] value
-- Returns 1; 0, having done nothing, when the session is forgotten or has a newer connection.
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
return 1
