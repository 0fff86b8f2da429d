-- Keeps a place among the moderators for somebody who has an invitation.
-- KEYS[1] roster   hash: '<role>:<state>' by name
-- KEYS[2] account  hash: id, role, permissions, state, invite, by, at
-- KEYS[3] invite   string: the name that it is for
-- ARGV[1] name     of the account
-- ARGV[2] id       of the account, never used before
-- ARGV[3] role     of the account
-- ARGV[4] permissions separated by commas
-- ARGV[5] invite   the hash of the invitation
-- ARGV[6] by       who invites
-- ARGV[7] now      epoch milliseconds
-- ARGV[8] lifetime of the invitation in milliseconds
-- ARGV[9] most     how many accounts there may be
-- Returns 'invited', also when called again with the same invitation, 'exists' when somebody has that
-- account or a good invitation to it, or 'full'.
local account = redis.call('HMGET', KEYS[2], 'state', 'at', 'invite')
local state = account[1]
if account[3] == ARGV[5] then
  return 'invited'
end
if state == 'active' or (state and ARGV[7] - account[2] < tonumber(ARGV[8])) then
  return 'exists'
end
if not state and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[9]) then
  return 'full'
end
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[2], 'id', ARGV[2], 'role', ARGV[3], 'permissions', ARGV[4], 'state', 'invited',
  'invite', ARGV[5], 'by', ARGV[6], 'at', ARGV[7])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3] .. ':invited')
redis.call('SET', KEYS[3], ARGV[1], 'PX', ARGV[8])
return 'invited'
