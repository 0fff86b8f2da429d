-- How a connection that holds a session keeps the session's hash.

-- Says that the connection with this epoch on this node holds the session, of which Redis knows that
-- last connection. Returns {'noted'}, or {'restored', epoch, node} when Redis had lost the session,
-- both '', or knew this older connection. When a lost session began is not known any more: at the
-- latest with this connection, whose epoch is the time that it was opened.
local function hold(session, held_epoch, held_node, epoch, node)
  if epoch == held_epoch then
    return {'noted'}
  end
  redis.call('HSET', session, 'epoch', held_epoch, 'node', held_node)
  redis.call('HSETNX', session, 'began', held_epoch)
  return {'restored', epoch, node}
end

-- Remembers the session for so many milliseconds, unless it is for more than half of that anyway.
local function remember(session, memory)
  if redis.call('PTTL', session) < memory / 2 then
    redis.call('PEXPIRE', session, memory)
  end
end
