-- How a connection that holds a session keeps the session's hash.

-- Says that the connection with this epoch on this node holds the session. Returns {'noted'};
-- {'restored', epoch, node} when Redis had lost the session, both '', or knew this older connection;
-- or {'newer', epoch, node}, having done nothing, when the session has a newer one.
local function hold(session, held_epoch, held_node)
  local known = redis.call('HMGET', session, 'epoch', 'node')
  local epoch, node = known[1] or '', known[2] or ''
  if epoch ~= '' and tonumber(epoch) > tonumber(held_epoch) then
    return {'newer', epoch, node}
  end
  if epoch == held_epoch then
    return {'noted'}
  end
  redis.call('HSET', session, 'epoch', held_epoch, 'node', held_node)
  return {'restored', epoch, node}
end

-- Remembers the session for so many milliseconds, unless it is for more than half of that anyway.
local function remember(session, memory)
  if redis.call('PTTL', session) < memory / 2 then
    redis.call('PEXPIRE', session, memory)
  end
end
