-- Notes of the room that a session has heard of from the queue, before the news.

-- Notes it down for a minute: the news comes, or is undone, long before.
local function note_heard(key, room)
  redis.call('SET', key, room, 'PX', 60000)
end

-- Forgets it when it is this room; returns whether it was.
local function forget_heard(key, room)
  local is_this = redis.call('GET', key) == room
  if is_this then
    redis.call('DEL', key)
  end
  return is_this
end
