-- Epochs of connections: the connection with the greater one is the newer of a session.

-- Tells whether an epoch is greater than another; '' or nil, which is none, is greater than nothing.
local function is_newer(epoch, than)
  return epoch and epoch ~= '' and tonumber(epoch) > tonumber(than)
end
