-- Takes tickets out of a lane that nobody has put in again for long: whoever held their
-- connections is gone.
-- Uses tickets, leaving.
-- KEYS[1] tickets  hash: session -> '<epoch>|<put in>|<packed ticket>', put in at Unix seconds
-- ARGV[1] lifetime seconds for which a ticket stays without being put in again
-- ARGV[2] changes  the channel on which the lane's pairing listens
-- ARGV[3] sessions whose tickets are to be looked at; one for each further argument
-- Returns how many were taken out.
local oldest = tonumber(redis.call('TIME')[1]) - tonumber(ARGV[1])
local expired = 0
for i = 3, #ARGV do
  local ticket = redis.call('HGET', KEYS[1], ARGV[i])
  local _, put_in = read_ticket(ticket or '')
  -- What is not of this form is of no version that lives.
  if ticket and (not put_in or tonumber(put_in) < oldest) then
    take_out(KEYS[1], ARGV[i], ARGV[2])
    expired = expired + 1
  end
end
return expired
