-- Undoes a match whose other side is gone, and puts the survivor back where it waited.
-- KEYS[1] tickets  hash: session -> '<epoch>|<put in>|<packed ticket>', put in at Unix seconds
-- KEYS[2] queue    sorted set: session by waiting since
-- KEYS[3] room     string: the packed room
-- KEYS[4] member   string: the room that the survivor is in; with ':heard' behind it, the one that
--                  it has heard of from the queue
-- KEYS[5] other    string: the room that the other side is in
-- ARGV[1] id       the room's id
-- ARGV[2] session  the survivor
-- ARGV[3] epoch    of the survivor
-- ARGV[4] since    epoch milliseconds: the survivor's original place
-- ARGV[5] ticket   packed
-- ARGV[6] changes  the channel on which the lane's pairing listens
-- Returns 1 when the survivor waits again, 0 when the room had ended already, or the survivor has
-- heard of it or is not in it any more. Whoever is in another room by now stays there.
local stood = redis.call('DEL', KEYS[3]) == 1
if redis.call('GET', KEYS[5]) == ARGV[1] then
  redis.call('DEL', KEYS[5])
end
if redis.call('GET', KEYS[4]) ~= ARGV[1] then
  return 0
end
redis.call('DEL', KEYS[4])
local heard = redis.call('GET', KEYS[4] .. ':heard') == ARGV[1]
if heard then
  redis.call('DEL', KEYS[4] .. ':heard')
end
if heard or not stood then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3] .. '|' .. redis.call('TIME')[1] .. '|' .. ARGV[5])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[2])
redis.call('PUBLISH', ARGV[6], '+' .. ARGV[5])
return 1
