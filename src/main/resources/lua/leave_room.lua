-- Ends a room for all of its members.
-- Uses members, epochs.
-- KEYS[1] room     string: the packed room
-- KEYS[2] members  hash: session -> '<room>', and once it came back there '<room>|<epoch>|<node>'
-- KEYS[2 + i]      string: the room that member i (from 1) has heard of from the queue
-- ARGV[1] id       the room's id
-- ARGV[2] leaver   session, for which the room ends
-- ARGV[3] epoch    of the leaver's connection
-- ARGV[3 + i]      session of member i
-- Returns {1, back...} when the room was there, else {0, back...}: for each other member who came
-- back to it {session, epoch, node}; {-1}, having done nothing, when the leaver came back to it by a
-- newer connection. A member who is in another room by now stays there.
local entries = redis.call('HMGET', KEYS[2], unpack(ARGV, 4))
local reply, inside = {0}, {}
for i, entry in ipairs(entries) do
  local session = ARGV[3 + i]
  local room, epoch, node = read_member(entry)
  if room == ARGV[1] then
    inside[#inside + 1] = session
    if session ~= ARGV[2] and epoch ~= '' then
      reply[#reply + 1] = {session, epoch, node}
    elseif session == ARGV[2] and is_newer(epoch, ARGV[3]) then
      return {-1}
    end
  end
end
if #inside > 0 then
  redis.call('HDEL', KEYS[2], unpack(inside))
end
for i, heard in ipairs(redis.call('MGET', unpack(KEYS, 3))) do
  if heard == ARGV[1] then
    redis.call('DEL', KEYS[2 + i])
  end
end
reply[1] = redis.call('DEL', KEYS[1])
return reply
