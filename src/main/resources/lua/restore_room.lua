-- Writes a room down again that Redis has lost while both of its members are in it.
-- KEYS[1] room     string: the packed room
-- KEYS[2] members  hash: session -> '<room>', and once it came back there '<room>|<epoch>|<node>'
-- ARGV[1] id       the room's id
-- ARGV[2] packed   the room
-- ARGV[3] lifetime milliseconds for which it is kept
-- ARGV[4] session  of one member
-- ARGV[5] epoch    of its connection; then its node, and the same three of the other member
-- ARGV[10] here    1 when the first of them is connected: an entry by which this connection of it, or
--                  one before, is in another room is then out of date
-- Returns 1 when the room is there now, 0 when one of them is in another room. A newer connection that
-- is written down already stays.
for i = 4, 7, 3 do
  local entry = redis.call('HGET', KEYS[2], ARGV[i])
  if entry and string.match(entry, '^[^|]*') ~= ARGV[1] then
    local epoch = tonumber(string.match(entry, '^[^|]*|(%d+)') or 0)
    if i == 7 or ARGV[10] == '0' or epoch > tonumber(ARGV[5]) then
      return 0
    end
    redis.call('HDEL', KEYS[2], ARGV[i])
  end
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
for i = 4, 7, 3 do
  local epoch = string.match(redis.call('HGET', KEYS[2], ARGV[i]) or '', '^[^|]*|(%d+)')
  if not epoch or tonumber(epoch) < tonumber(ARGV[i + 1]) then
    redis.call('HSET', KEYS[2], ARGV[i], ARGV[1] .. '|' .. ARGV[i + 1] .. '|' .. ARGV[i + 2])
  end
end
return 1
