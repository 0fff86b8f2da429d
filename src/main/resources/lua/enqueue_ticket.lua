-- Puts a ticket into a lane, or replaces the session's present one there. The same ticket once
-- more is told to nobody and only remembered as put in now: who waits is put in again and again,
-- and a ticket that is not any more belongs to nobody who lives.
-- KEYS[1] tickets  hash: session -> '<epoch>|<put in>|<packed ticket>', put in at Unix seconds
-- KEYS[2] queue    sorted set: session by waiting since
-- KEYS[3] member   string: the room that the session is in; with ':heard' behind it, the one that
--                  it has heard of here before the news, which no undoing may take for unheard
-- ARGV[1] session
-- ARGV[2] epoch    of the connection that asks
-- ARGV[3] since    epoch milliseconds; decides the place in the queue
-- ARGV[4] ticket   packed
-- ARGV[5] left     a room that the session has left, or ''
-- ARGV[6] changes  the channel on which the lane's pairing listens
-- ARGV[7] rooms    what stands before a room's id in its key
-- Returns {'queued'}, {'kept'} when the same ticket was there already, {'taken', packed room} when
-- the session is in a room that it has not left, or {'outdated'} when a newer connection of the
-- session waits there.
local room = redis.call('GET', KEYS[3])
if room then
  local packed = redis.call('GET', ARGV[7] .. room)
  if packed and room ~= ARGV[5] then
    redis.call('SET', KEYS[3] .. ':heard', room, 'PX', 60000)
    return {'taken', packed}
  end
  redis.call('DEL', KEYS[3])
end
local present = redis.call('HGET', KEYS[1], ARGV[1])
if present and tonumber(string.match(present, '^%d+')) > tonumber(ARGV[2]) then
  return {'outdated'}
end
local _, head_ends = string.find(present or '', '^' .. ARGV[2] .. '|%d+|')
local value = ARGV[2] .. '|' .. redis.call('TIME')[1] .. '|' .. ARGV[4]
if head_ends and string.sub(present, head_ends + 1) == ARGV[4] then
  if present ~= value then
    redis.call('HSET', KEYS[1], ARGV[1], value)
  end
  return {'kept'}
end
redis.call('HSET', KEYS[1], ARGV[1], value)
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
redis.call('PUBLISH', ARGV[6], '+' .. ARGV[4])
return {'queued'}
