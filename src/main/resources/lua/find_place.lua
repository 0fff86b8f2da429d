-- Looks where a session is, in several lanes at once: in a room of any of them, else in a queue.
-- Uses members, tickets, leaving.
-- KEYS[3i - 2] tickets of lane i (from 1), a hash: session -> '<epoch>|<put in>|<packed ticket>'
-- KEYS[3i - 1] members, a hash: session -> '<room>', and once it came back there
--              '<room>|<epoch>|<node>'
-- KEYS[3i]     parked, a string: the packed ticket of a session that is away
-- ARGV[1]      session
-- ARGV[2]      '' to leave a ticket in its queue; else it is taken out, so that nobody is matched any
--              more with the connection that put it in, and parked for so many milliseconds, 0 for none
-- ARGV[2i + 1] rooms: what stands before a room's id in its key, in lane i
-- ARGV[2i + 2] changes: the channel on which the pairing of lane i listens
-- Returns {'room', i, packed room}, {'waiting', i, packed ticket} or {'absent'}.
local lanes = #KEYS / 3
for i = 1, lanes do
  local entry = redis.call('HGET', KEYS[3 * i - 1], ARGV[1])
  local room = entry and redis.call('GET', ARGV[2 * i + 1] .. read_member(entry))
  if room then
    return {'room', i, room}
  end
end
local place = {'absent'}
for i = 1, lanes do
  local present = redis.call('HGET', KEYS[3 * i - 2], ARGV[1])
  local _, _, ticket = read_ticket(present or '')
  if ticket and ARGV[2] ~= '' then
    take_out(KEYS[3 * i - 2], ARGV[1], ARGV[2 * i + 2])
    park(KEYS[3 * i], ticket, ARGV[2])
  end
  ticket = ticket or redis.call('GET', KEYS[3 * i])
  if ticket and #place == 1 then
    place = {'waiting', i, ticket}
  end
end
return place
