-- Has a room kept for longer, when it is there with the member who asks.
-- Uses members.
-- KEYS[1] room     string: the packed room
-- KEYS[2] members  hash: session -> '<room>', and once it came back there '<room>|<epoch>|<node>'
-- ARGV[1] id       the room's id
-- ARGV[2] session  the member
-- ARGV[3] lifetime milliseconds for which the room is kept
-- ARGV[4] renewal  milliseconds after which it is written that it is kept from now
-- Returns 1 when both are there, 0 when the room is over or one of the two is lost.
local room = read_member(redis.call('HGET', KEYS[2], ARGV[2]))
local left = redis.call('PTTL', KEYS[1])
if left < 0 or room ~= ARGV[1] then
  return 0
end
if left < ARGV[3] - ARGV[4] then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return 1
