-- How a ticket goes out of a lane.

-- Takes it out, and tells whoever pairs the lane.
local function take_out(tickets, session, changes)
  redis.call('HDEL', tickets, session)
  redis.call('PUBLISH', changes, '-' .. session)
end

-- Keeps a packed ticket for the session's return, unless the grace is '0'. An entry of an unknown
-- form has none.
local function park(parked, ticket, grace)
  if ticket and grace ~= '0' then
    redis.call('SET', parked, ticket, 'PX', grace)
  end
end
