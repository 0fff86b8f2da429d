-- Undoes a match whose other side is gone, and puts the survivor back where it waited.
-- KEYS[1] tickets  hash: session -> '<epoch>|<put in>|<packed ticket>', put in at Unix seconds
-- KEYS[2] members  hash: session -> the room that it is in
-- KEYS[3] room     string: the packed room
-- KEYS[4] heard    string: the room that the survivor has heard of from the queue
-- ARGV[1] id       the room's id
-- ARGV[2] session  the survivor
-- ARGV[3] epoch    of the survivor
-- ARGV[4] ticket   packed, with the survivor's original place
-- ARGV[5] other    session of the other side
-- ARGV[6] changes  the channel on which the lane's pairing listens
-- Returns 1 when the survivor waits again, 0 when the room had ended already, or the survivor has
-- heard of it or is not in it any more. Whoever is in another room by now stays there.
local stood = redis.call('DEL', KEYS[3]) == 1
if redis.call('HGET', KEYS[2], ARGV[5]) == ARGV[1] then
  redis.call('HDEL', KEYS[2], ARGV[5])
end
if redis.call('HGET', KEYS[2], ARGV[2]) ~= ARGV[1] then
  return 0
end
redis.call('HDEL', KEYS[2], ARGV[2])
local heard = redis.call('GET', KEYS[4]) == ARGV[1]
if heard then
  redis.call('DEL', KEYS[4])
end
if heard or not stood then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3] .. '|' .. redis.call('TIME')[1] .. '|' .. ARGV[4])
redis.call('PUBLISH', ARGV[6], '+' .. ARGV[4])
return 1
