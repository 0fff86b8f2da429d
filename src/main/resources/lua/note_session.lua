-- Says that a connection holds a session, and notes down what it leaves for the session's next one.
-- Uses keeping, sessions, epochs.
-- KEYS[1] session  hash: epoch, node, search, past, and 'left:<room>' for each end of a chat that the
--                  session is still to be told of
-- ARGV[1] epoch    of the connection
-- ARGV[2] node     that holds it
-- ARGV[3] memory   milliseconds for which the session is remembered
--                  Behind these, names of fields and their values in turn, as many as there are.
-- Returns {'noted'}; {'restored', epoch, node} when Redis had lost the session, both '', or knew this
-- older connection; or {'newer', epoch, node}, having done nothing, when the session has a newer one.
local epoch, node = last_connection(KEYS[1])
if is_newer(epoch, ARGV[1]) then
  return {'newer', epoch, node}
end
local answer = hold(KEYS[1], ARGV[1], ARGV[2], epoch, node)
if #ARGV > 3 then
  redis.call('HSET', KEYS[1], unpack(ARGV, 4))
end
remember(KEYS[1], ARGV[3])
return answer
