-- Notes down for a session's next connection that a chat is over, of which the visitor may not have
-- read, and that the room is the latest of the past ones.
-- Uses keeping, sessions, epochs.
-- KEYS[1] session  hash: epoch, node, search, past, over (the ids of rooms that the session knows to be
--                  over), and 'left:<room>' for each end of a chat that it is still to be told of
-- ARGV[1] epoch    of the connection
-- ARGV[2] node     that holds it
-- ARGV[3] memory   milliseconds for which the session is remembered
-- ARGV[4] room     its id
-- ARGV[5] note     the packed end
-- ARGV[6] past     the room as one of the past ones: eight bytes, the length of the rest in four, and
--                  the rest
-- ARGV[7] most     how many past rooms are kept; the latest stands first
-- Returns as note_session does.
local epoch, node = last_connection(KEYS[1])
if is_newer(epoch, ARGV[1]) then
  return {'newer', epoch, node}
end
local answer = hold(KEYS[1], ARGV[1], ARGV[2], epoch, node)
local past = redis.call('HGET', KEYS[1], 'past') or ''
if not string.find(past, ARGV[4], 1, true) then
  local kept, stop = 1, 1
  while kept < tonumber(ARGV[7]) and stop <= #past do
    stop = struct.unpack('>I4', past, stop + 8) + stop + 12
    kept = kept + 1
  end
  past = ARGV[6] .. string.sub(past, 1, stop - 1)
end
-- The ids of many more than those few: whoever could not note the end while Redis was away does so
-- late, when the visitor may have been in several other rooms.
local over = redis.call('HGET', KEYS[1], 'over') or ''
if not string.find(over, ARGV[4], 1, true) then
  over = string.sub(ARGV[4] .. ' ' .. over, 1, 1024)
end
redis.call('HSET', KEYS[1], 'past', past, 'over', over, end_field(ARGV[4]), ARGV[5])
remember(KEYS[1], ARGV[3])
return answer
