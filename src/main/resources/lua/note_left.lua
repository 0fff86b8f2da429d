-- Notes down the end of a chat of which no connection of a session may have heard.
-- Uses sessions.
-- KEYS[1] session  hash: epoch, node, search, past, over (the ids of rooms that the session knows to be
--                  over), and 'left:<room>' for each end of a chat that it is still to be told of
-- ARGV[1] room     its id
-- ARGV[2] note     the packed end
-- ARGV[3] memory   milliseconds for which a session is remembered that Redis did not know
-- Returns {'known'}, having done nothing, when a connection of the session has heard of the end; else
-- {'noted', epoch, node}: where the session was connected last, both perhaps ''.
for _, rooms in ipairs(redis.call('HMGET', KEYS[1], 'past', 'over')) do
  if rooms and string.find(rooms, ARGV[1], 1, true) then
    return {'known'}
  end
end
redis.call('HSET', KEYS[1], end_field(ARGV[1]), ARGV[2])
if redis.call('PTTL', KEYS[1]) < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return {'noted', last_connection(KEYS[1])}
