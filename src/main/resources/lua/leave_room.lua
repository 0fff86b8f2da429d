-- Ends a room.
-- KEYS[1] room     string: the packed room
-- KEYS[2] older    string: the room that the older member is in
-- KEYS[3] newer    string: the room that the newer member is in
-- ARGV[1] id       the room's id
-- Returns 1 when the room was there, else 0. A member who is in another room by now stays there.
for i = 2, 3 do
  if redis.call('GET', KEYS[i]) == ARGV[1] then
    redis.call('DEL', KEYS[i])
  end
end
return redis.call('DEL', KEYS[1])
