-- Looks where a session is, in several lanes at once: in a room of any of them, else in a queue.
-- Uses members, tickets.
-- KEYS[3i - 2] tickets of lane i (from 1), a hash: session -> '<epoch>|<put in>|<packed ticket>'
-- KEYS[3i - 1] members, a hash: session -> '<room>', and once it came back there
--              '<room>|<epoch>|<node>'
-- KEYS[3i]     parked, a string: the packed ticket of a session that is away
-- ARGV[1] session
-- ARGV[1 + i]  rooms: what stands before a room's id in its key, in lane i
-- Returns {'room', i, packed room}, {'waiting', i, packed ticket} or {'absent'}.
local lanes = #KEYS / 3
for i = 1, lanes do
  local entry = redis.call('HGET', KEYS[3 * i - 1], ARGV[1])
  local room = entry and redis.call('GET', ARGV[1 + i] .. read_member(entry))
  if room then
    return {'room', i, room}
  end
end
for i = 1, lanes do
  local present = redis.call('HGET', KEYS[3 * i - 2], ARGV[1])
  local _, _, ticket = read_ticket(present or '')
  ticket = ticket or redis.call('GET', KEYS[3 * i])
  if ticket then
    return {'waiting', i, ticket}
  end
end
return {'absent'}
