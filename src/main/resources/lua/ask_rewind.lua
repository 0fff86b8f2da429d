-- Asks to meet the partner of a room again. Once both have asked they wait no more, and are in a
-- new room.
-- KEYS[1] asks      hash: session -> '<epoch>|<packed member>', who has asked
-- KEYS[2] tickets   hash: session -> '<epoch>|<put in>|<packed ticket>'
-- KEYS[3] members   hash: session -> '<room>', and once it came back there '<room>|<epoch>|<node>'
-- KEYS[4] room      string: the new room
-- ARGV[1] session   the asker
-- ARGV[2] epoch     of the asker
-- ARGV[3] member    packed
-- ARGV[4] partner   session
-- ARGV[5] standing  milliseconds for which the asks stand
-- ARGV[6] id        of the new room
-- ARGV[7] before    what stands before the members in the packed room
-- ARGV[8] after     what stands behind them
-- ARGV[9] older     '1' when the asker is the older member
-- ARGV[10] lifetime milliseconds after which a forgotten room goes
-- ARGV[11] changes  the channel on which the lane's pairing listens
-- Returns the packed new room, or nil when the partner has not asked. An ask of a connection that
-- a newer one has replaced counts for nothing.
local function is_outdated(session, epoch)
  local ticket = redis.call('HGET', KEYS[2], session)
  return ticket and tonumber(string.match(ticket, '^%d+')) > tonumber(epoch)
end

local function take_out(session)
  if redis.call('HDEL', KEYS[2], session) == 1 then
    redis.call('PUBLISH', ARGV[11], '-' .. session)
  end
end

if is_outdated(ARGV[1], ARGV[2]) then
  return false
end
local ask = redis.call('HGET', KEYS[1], ARGV[4])
local bar = ask and string.find(ask, '|', 1, true)
if not ask or is_outdated(ARGV[4], string.sub(ask, 1, bar - 1)) then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. '|' .. ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
  return false
end
redis.call('DEL', KEYS[1])
take_out(ARGV[1])
take_out(ARGV[4])
local mine, theirs = ARGV[3], string.sub(ask, bar + 1)
local members = ARGV[9] == '1' and mine .. theirs or theirs .. mine
local room = ARGV[7] .. members .. ARGV[8]
redis.call('SET', KEYS[4], room, 'PX', ARGV[10])
redis.call('HSET', KEYS[3], ARGV[1], ARGV[6], ARGV[4], ARGV[6])
return room
