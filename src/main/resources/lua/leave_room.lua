-- Ends a room.
-- KEYS[1] room     string: the packed room
-- KEYS[2] members  hash: session -> '<room>', and once it came back there '<room>|<epoch>|<node>'
-- KEYS[3] older    string: the room that the older member has heard of from the queue
-- KEYS[4] newer    string: the same of the newer member
-- ARGV[1] id       the room's id
-- ARGV[2] older    session
-- ARGV[3] newer    session
-- ARGV[4] leaver   session, for which the room ends
-- ARGV[5] epoch    of the leaver's connection
-- Returns {1, epoch, node} when the room was there, else {0, epoch, node}: where the other member
-- came back to it, both '' if it did not; {-1, '', ''}, having done nothing, when the leaver came
-- back to it by a newer connection. A member who is in another room by now stays there.
local function entry_of(session)
  return string.match(redis.call('HGET', KEYS[2], session) or '', '^([^|]*)|?(%d*)|?(.*)')
end

local room, back = entry_of(ARGV[4])
if room == ARGV[1] and back ~= '' and tonumber(back) > tonumber(ARGV[5]) then
  return {-1, '', ''}
end
local partners, epoch, node = entry_of(ARGV[4] == ARGV[2] and ARGV[3] or ARGV[2])
if partners ~= ARGV[1] then
  epoch, node = '', ''
end
for i = 2, 3 do
  if entry_of(ARGV[i]) == ARGV[1] then
    redis.call('HDEL', KEYS[2], ARGV[i])
  end
  if redis.call('GET', KEYS[i + 1]) == ARGV[1] then
    redis.call('DEL', KEYS[i + 1])
  end
end
return {redis.call('DEL', KEYS[1]), epoch, node}
