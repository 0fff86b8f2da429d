-- Asks to meet the others of a room again. Once all have asked they wait no more, and are in a new
-- room.
-- Uses tickets, epochs, leaving.
-- KEYS[1] asks      hash: session -> '<epoch>|<packed member>', who has asked
-- KEYS[2] tickets   hash: session -> '<epoch>|<put in>|<packed ticket>'
-- KEYS[3] members   hash: session -> '<room>', and once it came back there '<room>|<epoch>|<node>'
-- KEYS[4] room      string: the new room
-- ARGV[1] session   the asker
-- ARGV[2] epoch     of the asker
-- ARGV[3] member    packed
-- ARGV[4] standing  milliseconds for which the asks stand
-- ARGV[5] id        of the new room
-- ARGV[6] before    what stands before the members in the packed room
-- ARGV[7] after     what stands behind them
-- ARGV[8] lifetime  milliseconds after which a forgotten room goes
-- ARGV[9] changes   the channel on which the lane's pairing listens
-- ARGV[9 + i]       session of member i (from 1), in the room's order
-- Returns the packed new room, or nil when somebody has not asked. An ask of a connection that a
-- newer one has replaced counts for nothing.
local FIRST = 10
local tickets = redis.call('HMGET', KEYS[2], unpack(ARGV, FIRST))
local asks = redis.call('HMGET', KEYS[1], unpack(ARGV, FIRST))
local packed, rooms, complete = {}, {}, true
for i, ask in ipairs(asks) do
  local session = ARGV[FIRST - 1 + i]
  local asks_itself = session == ARGV[1]
  local epoch, member = ARGV[2], ARGV[3]
  if not asks_itself then
    epoch, member = string.match(ask or '', '^(%d+)|(.*)$')
  end
  local is_outdated = epoch and is_newer(epoch_of(tickets[i]), epoch)
  if asks_itself and is_outdated then
    return false
  end
  complete = complete and epoch and not is_outdated
  packed[i] = member
  rooms[2 * i - 1], rooms[2 * i] = session, ARGV[5]
end
if not complete then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. '|' .. ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
  return false
end
redis.call('DEL', KEYS[1])
for i, ticket in ipairs(tickets) do
  if ticket then
    take_out(KEYS[2], ARGV[FIRST - 1 + i], ARGV[9])
  end
end
local room = ARGV[6] .. table.concat(packed) .. ARGV[7]
redis.call('SET', KEYS[4], room, 'PX', ARGV[8])
redis.call('HSET', KEYS[3], unpack(rooms))
return room
