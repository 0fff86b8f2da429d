-- Entries of a lane's members: '<room>', and once the session came back there
-- '<room>|<epoch>|<node>'.

-- Returns room, epoch and node, each '' when it is not there.
local function read_member(entry)
  return string.match(entry or '', '^([^|]*)|?(%d*)|?(.*)')
end

-- An entry of a session that came back.
local function returned_member(room, epoch, node)
  return room .. '|' .. epoch .. '|' .. node
end
