-- Takes a session's ticket out of a lane.
-- Uses members, tickets, epochs, leaving, heard.
-- KEYS[1] tickets  hash: session -> '<epoch>|<put in>|<packed ticket>', put in at Unix seconds
-- KEYS[2] members  hash: session -> '<room>', and once it came back there '<room>|<epoch>|<node>'
-- KEYS[3] parked   string: the packed ticket of a session that is away, for its return
-- ARGV[1] session
-- ARGV[2] epoch    of the connection that asks; the ticket of a newer one stays
-- ARGV[3] changes  the channel on which the lane's pairing listens
-- ARGV[4] rooms    what stands before a room's id in its key
-- ARGV[5] heard    key of the room that the session has heard of here before the news, which no
--                  undoing may take for unheard
-- ARGV[6] grace    milliseconds for which the ticket is parked; 0 when nobody will come back
-- Returns {'withdrawn'}, {'taken', packed room, its id} when a partner was found first, {'outdated'}
-- when the ticket or the room is a newer connection's, or {'absent'}.
local present = redis.call('HGET', KEYS[1], ARGV[1])
if present then
  local epoch, _, ticket = read_ticket(present)
  if is_newer(epoch, ARGV[2]) then
    return {'outdated'}
  end
  take_out(KEYS[1], ARGV[1], ARGV[3])
  park(KEYS[3], ticket, ARGV[6])
  return {'withdrawn'}
end
local entry = redis.call('HGET', KEYS[2], ARGV[1])
local room, back = read_member(entry)
if is_newer(back, ARGV[2]) then
  return {'outdated'}
end
local packed = entry and redis.call('GET', ARGV[4] .. room)
if packed then
  note_heard(ARGV[5], room)
  return {'taken', packed, room}
end
return {'absent'}
