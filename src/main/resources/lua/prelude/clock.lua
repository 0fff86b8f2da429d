-- The clock of this server.

-- Returns what time it is, in epoch milliseconds.
local function now_millis()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
