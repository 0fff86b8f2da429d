-- Looks where a session is in a lane.
-- KEYS[1] tickets  hash: session -> '<epoch>|<put in>|<packed ticket>', put in at Unix seconds
-- KEYS[2] members  hash: session -> '<room>', and once it came back there '<room>|<epoch>|<node>'
-- KEYS[3] parked   string: the packed ticket of a session that is away
-- ARGV[1] rooms    what stands before a room's id in its key
-- ARGV[2] session
-- Returns {'room', packed room}, {'waiting', packed ticket} or {'absent'}.
local entry = redis.call('HGET', KEYS[2], ARGV[2])
local room = entry and redis.call('GET', ARGV[1] .. string.match(entry, '^[^|]*'))
if room then
  return {'room', room}
end
local present = redis.call('HGET', KEYS[1], ARGV[2])
local ticket = present and string.match(present, '^%d+|%d+|(.*)$') or redis.call('GET', KEYS[3])
if ticket then
  return {'waiting', ticket}
end
return {'absent'}
