-- The memory of this server.

-- Returns how many bytes it uses, and how many it may use: what its settings say, else what the
-- machine has, or 0 when that is not known. Returns nil when a user of an ACL may not ask.
local function memory()
  local info = redis.pcall('INFO', 'memory')
  if type(info) ~= 'string' then
    return nil
  end
  local most = tonumber(string.match(info, '\nmaxmemory:(%d+)'))
  if most == 0 then
    most = tonumber(string.match(info, '\ntotal_system_memory:(%d+)') or '0')
  end
  return tonumber(string.match(info, '\nused_memory:(%d+)')), most
end
