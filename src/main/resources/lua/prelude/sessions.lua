-- What is kept of a session: a hash with the fields epoch, node, search, past, and 'left:<room>' for
-- each end of a chat that the session is still to be told of.

-- Returns epoch and node of the session's last connection, each '' when it is not known.
local function last_connection(session)
  local known = redis.call('HMGET', session, 'epoch', 'node')
  return known[1] or '', known[2] or ''
end

local function end_field(room)
  return 'left:' .. room
end

local function is_end_field(field)
  return string.sub(field, 1, 5) == 'left:'
end
