-- Writes a room down again that Redis has lost while both of its members are in it.
-- KEYS[1] room     string: the packed room
-- KEYS[2] members  hash: session -> '<room>', and once it came back there '<room>|<epoch>|<node>'
-- ARGV[1] id       the room's id
-- ARGV[2] packed   the room
-- ARGV[3] lifetime milliseconds for which it is kept
-- ARGV[4] session  of one member; then its epoch and node, and the same of the other one
-- Returns 1 when the room is there now, 0 when one of them is in another room. A newer connection that
-- is written down already stays.
for i = 4, 7, 3 do
  local entry = redis.call('HGET', KEYS[2], ARGV[i])
  if entry and string.match(entry, '^[^|]*') ~= ARGV[1] then
    return 0
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
