-- Ends a room.
-- KEYS[1] room     string: the packed room
-- KEYS[2] members  hash: session -> the room that it is in
-- KEYS[3] older    string: the room that the older member has heard of from the queue
-- KEYS[4] newer    string: the same of the newer member
-- ARGV[1] id       the room's id
-- ARGV[2] older    session
-- ARGV[3] newer    session
-- Returns 1 when the room was there, else 0. A member who is in another room by now stays there.
for i = 2, 3 do
  if redis.call('HGET', KEYS[2], ARGV[i]) == ARGV[1] then
    redis.call('HDEL', KEYS[2], ARGV[i])
  end
  if redis.call('GET', KEYS[i + 1]) == ARGV[1] then
    redis.call('DEL', KEYS[i + 1])
  end
end
return redis.call('DEL', KEYS[1])
