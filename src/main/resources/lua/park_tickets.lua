-- Takes the tickets of dead connections out of a lane and keeps them for their sessions' return.
-- KEYS[1]      tickets  hash: session -> '<epoch>|<put in>|<packed ticket>', put in at Unix seconds
-- KEYS[1 + i]  parked   string: the packed ticket of session i (from 1)
-- ARGV[1]      changes  the channel on which the lane's pairing listens
-- ARGV[2]      grace    milliseconds for which a ticket is kept
-- ARGV[2i + 1] session, and the epoch of its dead connection; the ticket of a newer one stays
-- Returns how many were taken out.
local parked = 0
for i = 1, #KEYS - 1 do
  local session = ARGV[2 * i + 1]
  local present = redis.call('HGET', KEYS[1], session)
  if present and string.match(present, '^%d+') == ARGV[2 * i + 2] then
    redis.call('HDEL', KEYS[1], session)
    redis.call('SET', KEYS[1 + i], string.match(present, '^%d+|%d+|(.*)$'), 'PX', ARGV[2])
    redis.call('PUBLISH', ARGV[1], '-' .. session)
    parked = parked + 1
  end
end
return parked
