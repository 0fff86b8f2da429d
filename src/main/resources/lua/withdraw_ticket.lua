-- Takes a session's ticket out of a lane.
-- KEYS[1] tickets  hash: session -> '<epoch>|<put in>|<packed ticket>', put in at Unix seconds
-- KEYS[2] queue    sorted set: session by waiting since
-- KEYS[3] member   string: the room that the session is in; with ':heard' behind it, the one that
--                  it has heard of here before the news, which no undoing may take for unheard
-- ARGV[1] session
-- ARGV[2] epoch    of the connection that asks; the ticket of a newer one stays
-- ARGV[3] changes  the channel on which the lane's pairing listens
-- ARGV[4] rooms    what stands before a room's id in its key
-- Returns {'withdrawn'}, {'taken', packed room} when a partner was found first, {'outdated'}
-- when the ticket is a newer connection's, or {'absent'}.
local present = redis.call('HGET', KEYS[1], ARGV[1])
if present then
  if tonumber(string.match(present, '^%d+')) > tonumber(ARGV[2]) then
    return {'outdated'}
  end
  redis.call('HDEL', KEYS[1], ARGV[1])
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('PUBLISH', ARGV[3], '-' .. ARGV[1])
  return {'withdrawn'}
end
local room = redis.call('GET', KEYS[3])
local packed = room and redis.call('GET', ARGV[4] .. room)
if packed then
  redis.call('SET', KEYS[3] .. ':heard', room, 'PX', 60000)
  return {'taken', packed}
end
return {'absent'}
