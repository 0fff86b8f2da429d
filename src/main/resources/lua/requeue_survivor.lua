-- Undoes a match whose other side is gone, and puts the survivor back where it waited.
-- KEYS[1] tickets  hash: session -> '<epoch>|<packed ticket>'
-- KEYS[2] queue    sorted set: session by waiting since
-- KEYS[3] room     string: the packed room
-- KEYS[4] older    string: the room that the older member is in
-- KEYS[5] newer    string: the room that the newer member is in
-- ARGV[1] session  the survivor
-- ARGV[2] epoch    of the survivor
-- ARGV[3] since    epoch milliseconds: the survivor's original place
-- ARGV[4] ticket   packed
-- ARGV[5] changes  the channel on which the lane's pairing listens
-- Returns 1 when the match was undone, 0 when the room had ended already.
if redis.call('EXISTS', KEYS[3]) == 0 then
  return 0
end
redis.call('DEL', KEYS[3], KEYS[4], KEYS[5])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. '|' .. ARGV[4])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
redis.call('PUBLISH', ARGV[5], '+' .. ARGV[4])
return 1
