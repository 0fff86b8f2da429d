-- The time that all nodes agree on, as it is kept: '<that time>|<the time of this server>', both in
-- epoch milliseconds, at the last beat.

-- Returns both, nil when nobody has told the time.
local function read_agreement(kept)
  return string.match(kept or '', '^(%d+)|(%d+)$')
end

local function agreement(agreed, server)
  return string.format('%.0f|%.0f', agreed, server)
end
