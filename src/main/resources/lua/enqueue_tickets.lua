-- Puts tickets into a lane, or replaces their sessions' present ones there. The same ticket once
-- more is told to nobody and only remembered as put in now: who waits is put in again and again,
-- and a ticket that is not any more belongs to nobody who lives.
-- Uses members, tickets, epochs, heard.
-- KEYS[1] tickets  hash: session -> '<epoch>|<put in>|<packed ticket>', put in at Unix seconds
-- KEYS[2] members  hash: session -> '<room>', and once it came back there '<room>|<epoch>|<node>'
-- ARGV[1] changes  the channel on which the lane's pairing listens
-- ARGV[2] rooms    what stands before a room's id in its key
-- ARGV[3] heard    what stands before a session in the key of the room that it has heard of here
--                  before the news, which no undoing may take for unheard
-- ARGV[4i]         session of ticket i (from 1); no session twice
-- ARGV[4i + 1]     epoch of the connection that asks
-- ARGV[4i + 2]     the packed ticket
-- ARGV[4i + 3]     a room that the session has left, or ''
-- Returns for each ticket {'queued'}, {'kept'} when the same was there already, {'taken', packed
-- room, its id} when the session is in a room that it has not left, or {'outdated'} when a newer
-- connection of the session waits there or came back to its room.
-- One read and one write serve all tickets: calls are what a script costs.
local sessions = {}
for i = 1, (#ARGV - 3) / 4 do
  sessions[i] = ARGV[4 * i]
end
local presents = redis.call('HMGET', KEYS[1], unpack(sessions))
local in_rooms = redis.call('HMGET', KEYS[2], unpack(sessions))
local put_in = redis.call('TIME')[1]
local replies, values, changes = {}, {}, {}

local function taken(i)
  if not in_rooms[i] then
    return nil
  end
  local room, back = read_member(in_rooms[i])
  local packed = redis.call('GET', ARGV[2] .. room)
  if packed and is_newer(back, ARGV[4 * i + 1]) then
    return {'outdated'}
  end
  if packed and room ~= ARGV[4 * i + 3] then
    note_heard(ARGV[3] .. sessions[i], room)
    return {'taken', packed, room}
  end
  redis.call('HDEL', KEYS[2], sessions[i])
  return nil
end

local function put(i)
  local epoch, ticket, present = ARGV[4 * i + 1], ARGV[4 * i + 2], presents[i]
  local kept = false
  if present then
    if is_newer(epoch_of(present), epoch) then
      return {'outdated'}
    end
    local there, _, same = read_ticket(present)
    kept = there == epoch and same == ticket
  end
  values[#values + 1] = sessions[i]
  values[#values + 1] = ticket_entry(epoch, put_in, ticket)
  if kept then
    return {'kept'}
  end
  changes[#changes + 1] = '+' .. ticket
  return {'queued'}
end

for i = 1, #sessions do
  replies[i] = taken(i) or put(i)
end
if #values > 0 then
  redis.call('HSET', KEYS[1], unpack(values))
end
if #changes == 1 then
  redis.call('PUBLISH', ARGV[1], changes[1])
elseif #changes > 1 then
  for i, change in ipairs(changes) do
    changes[i] = struct.pack('>I4', #change) .. change
  end
  redis.call('PUBLISH', ARGV[1], '*' .. table.concat(changes))
end
return replies
