-- Ends a room.
-- KEYS[1] room     string: the packed room
-- KEYS[2] older    string: the room that the older member is in; with ':heard' behind it, the one
--                  that it has heard of from the queue
-- KEYS[3] newer    string: the same of the newer member
-- ARGV[1] id       the room's id
-- Returns 1 when the room was there, else 0. A member who is in another room by now stays there.
for i = 2, 3 do
  for _, key in ipairs({KEYS[i], KEYS[i] .. ':heard'}) do
    if redis.call('GET', key) == ARGV[1] then
      redis.call('DEL', key)
    end
  end
end
return redis.call('DEL', KEYS[1])
