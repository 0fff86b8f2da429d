-- Entries of a lane's tickets: '<epoch>|<put in>|<packed ticket>', put in at Unix seconds.

-- Returns the epoch of an entry, nil when there is none.
local function epoch_of(entry)
  return entry and string.match(entry, '^%d+')
end

-- Returns epoch, when it was put in and the packed ticket; nil for what is not of this form.
local function read_ticket(entry)
  return string.match(entry, '^(%d+)|(%d+)|(.*)$')
end

local function ticket_entry(epoch, put_in, ticket)
  return epoch .. '|' .. put_in .. '|' .. ticket
end
