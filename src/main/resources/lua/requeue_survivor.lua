-- Undoes a match whose other side is gone, and puts the survivor back where it waited.
-- Uses members, tickets, leaving, heard.
-- KEYS[1] tickets  hash: session -> '<epoch>|<put in>|<packed ticket>', put in at Unix seconds
-- KEYS[2] members  hash: session -> '<room>', and once it came back there '<room>|<epoch>|<node>'
-- KEYS[3] room     string: the packed room
-- KEYS[4] heard    string: the room that the survivor has heard of from the queue
-- KEYS[5] parked   string: the packed ticket of the other side, for its return
-- KEYS[6] parked   string: the same of the survivor
-- ARGV[1] id       the room's id
-- ARGV[2] session  the survivor
-- ARGV[3] epoch    of the survivor
-- ARGV[4] ticket   packed, with the survivor's original place
-- ARGV[5] other    session of the other side
-- ARGV[6] changes  the channel on which the lane's pairing listens
-- ARGV[7] ticket   packed, of the other side
-- ARGV[8] grace    milliseconds for which a ticket is parked; 0 when nobody comes back
-- ARGV[9] survivor 'waits'; 'told' when it may have heard of the room; 'gone' when its node is dead
--                  as well, so that its ticket is parked like that of the other side
-- Returns 1 when the survivor waits again, 0 when the room had ended already, or the survivor has
-- heard of it, is gone or is not in it any more, and 2, having done nothing, when somebody who was
-- gone came back to the room by another connection. Whoever is in another room by now stays there.
local function room_of(session)
  return read_member(redis.call('HGET', KEYS[2], session))
end

local function is_back(session)
  local room, back = room_of(session)
  return room == ARGV[1] and back ~= ''
end

if is_back(ARGV[5]) or ARGV[9] == 'gone' and is_back(ARGV[2]) then
  return 2
end
local stood = redis.call('DEL', KEYS[3]) == 1

if room_of(ARGV[5]) == ARGV[1] then
  redis.call('HDEL', KEYS[2], ARGV[5])
  if stood then
    park(KEYS[5], ARGV[7], ARGV[8])
  end
end
if room_of(ARGV[2]) ~= ARGV[1] then
  return 0
end
redis.call('HDEL', KEYS[2], ARGV[2])
local heard = forget_heard(KEYS[4], ARGV[1])
if ARGV[9] == 'gone' and stood then
  park(KEYS[6], ARGV[4], ARGV[8])
end
if heard or not stood or ARGV[9] ~= 'waits' then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[2], ticket_entry(ARGV[3], redis.call('TIME')[1], ARGV[4]))
redis.call('PUBLISH', ARGV[6], '+' .. ARGV[4])
return 1
