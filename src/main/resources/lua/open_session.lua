-- Opens a session for a new connection.
-- Uses sessions, clock.
-- KEYS[1] session  hash: epoch, node, address, began, search, past, and 'left:<room>' for each end of a
--                  chat that the session is still to be told of
-- ARGV[1] node     the node that holds the new connection
-- ARGV[2] memory   milliseconds for which the session is remembered from now
-- ARGV[3] address  the tag of where it connects from
-- Returns {epoch, previous epoch, its node, search, past, {left, ...}}, all but the first perhaps
-- empty. The epoch is greater than any given out before, also by a server that has lost its data
-- since.
local known, left = {}, {}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  known[all[i]] = all[i + 1]
  if is_end_field(all[i]) then
    left[#left + 1] = all[i + 1]
  end
end
local now = now_millis()
local epoch = string.format('%.0f', math.max((known.epoch or 0) + 1, now))
redis.call('HSET', KEYS[1], 'epoch', epoch, 'node', ARGV[1], 'address', ARGV[3], 'began',
  known.began or string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {epoch, known.epoch or '', known.node or '', known.search or '', known.past or '', left}
