-- Takes a session's ticket out of a lane.
-- KEYS[1] tickets  hash: session -> '<epoch>|<put in>|<packed ticket>', put in at Unix seconds
-- KEYS[2] members  hash: session -> the room that it is in
-- ARGV[1] session
-- ARGV[2] epoch    of the connection that asks; the ticket of a newer one stays
-- ARGV[3] changes  the channel on which the lane's pairing listens
-- ARGV[4] rooms    what stands before a room's id in its key
-- ARGV[5] heard    key of the room that the session has heard of here before the news, which no
--                  undoing may take for unheard
-- Returns {'withdrawn'}, {'taken', packed room} when a partner was found first, {'outdated'}
-- when the ticket is a newer connection's, or {'absent'}.
local present = redis.call('HGET', KEYS[1], ARGV[1])
if present then
  if tonumber(string.match(present, '^%d+')) > tonumber(ARGV[2]) then
    return {'outdated'}
  end
  redis.call('HDEL', KEYS[1], ARGV[1])
  redis.call('PUBLISH', ARGV[3], '-' .. ARGV[1])
  return {'withdrawn'}
end
local room = redis.call('HGET', KEYS[2], ARGV[1])
local packed = room and redis.call('GET', ARGV[4] .. room)
if packed then
  redis.call('SET', ARGV[5], room, 'PX', 60000)
  return {'taken', packed}
end
return {'absent'}
