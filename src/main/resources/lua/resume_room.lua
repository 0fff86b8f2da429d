-- Lets a newer connection of a session take its place in a room.
-- Uses members, epochs.
-- KEYS[1] room     string: the packed room
-- KEYS[2] members  hash: session -> '<room>', and once it came back there '<room>|<epoch>|<node>'
-- ARGV[1] id       the room's id
-- ARGV[2] session  who comes back
-- ARGV[3] epoch    of the newer connection
-- ARGV[4] node     that holds it
-- ARGV[5] lifetime milliseconds for which the room is kept from now
-- ARGV[5 + i]      session of the other member i (from 1)
-- Returns {'absent'} when the session is not in that room or the room is over, {'outdated'} when a
-- still newer connection is there, else {'resumed', epoch, node, ...}: where each other member came
-- back, both empty when it is where the packed room says.
local room, back = read_member(redis.call('HGET', KEYS[2], ARGV[2]))
if room ~= ARGV[1] or redis.call('PEXPIRE', KEYS[1], ARGV[5]) == 0 then
  return {'absent'}
end
if is_newer(back, ARGV[3]) then
  return {'outdated'}
end
redis.call('HSET', KEYS[2], ARGV[2], returned_member(ARGV[1], ARGV[3], ARGV[4]))
local reply = {'resumed'}
for i = 6, #ARGV do
  local others, epoch, node = read_member(redis.call('HGET', KEYS[2], ARGV[i]))
  if others ~= ARGV[1] then
    epoch, node = '', ''
  end
  reply[#reply + 1], reply[#reply + 2] = epoch, node
end
return reply
