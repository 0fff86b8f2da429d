-- Takes the tickets of dead connections out of a lane and keeps them for their sessions' return.
-- Uses tickets, leaving.
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
  if epoch_of(present) == ARGV[2 * i + 2] then
    local _, _, ticket = read_ticket(present)
    take_out(KEYS[1], session, ARGV[1])
    park(KEYS[1 + i], ticket, ARGV[2])
    parked = parked + 1
  end
end
return parked
