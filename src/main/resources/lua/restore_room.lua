-- Writes a room down again that Redis has lost while its members are in it.
-- Uses members, epochs.
-- KEYS[1] room     string: the packed room
-- KEYS[2] members  hash: session -> '<room>', and once it came back there '<room>|<epoch>|<node>'
-- ARGV[1] id       the room's id
-- ARGV[2] packed   the room
-- ARGV[3] lifetime milliseconds for which it is kept
-- ARGV[4] here     1 when the first member is connected: an entry by which this connection of it, or
--                  one before, is in another room is then out of date
-- ARGV[3i + 2]     session of member i (from 1), then epoch and node of its connection
-- Returns 1 when the room is there now, 0 when one of them is in another room. A newer connection that
-- is written down already stays.
local FIRST = 5
for i = FIRST, #ARGV, 3 do
  local room, epoch = read_member(redis.call('HGET', KEYS[2], ARGV[i]))
  if room ~= '' and room ~= ARGV[1] then
    if i ~= FIRST or ARGV[4] == '0' or is_newer(epoch, ARGV[i + 1]) then
      return 0
    end
    redis.call('HDEL', KEYS[2], ARGV[i])
  end
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
for i = FIRST, #ARGV, 3 do
  local _, epoch = read_member(redis.call('HGET', KEYS[2], ARGV[i]))
  if epoch == '' or is_newer(ARGV[i + 1], epoch) then
    redis.call('HSET', KEYS[2], ARGV[i], returned_member(ARGV[1], ARGV[i + 1], ARGV[i + 2]))
  end
end
return 1
