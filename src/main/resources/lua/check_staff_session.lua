-- Says what a moderator's session may do now, and keeps it while it is used.
-- KEYS[1] account  hash: id, state, role, permissions
-- KEYS[2] session  hash: account, expires
-- ARGV[1] now      epoch milliseconds
-- ARGV[2] idle     milliseconds after which the session ends when it is not used
-- Returns {role, permissions}, or {} when there is no such session, or its account has ended.
local session = redis.call('HMGET', KEYS[2], 'account', 'expires')
local account = redis.call('HMGET', KEYS[1], 'id', 'state', 'role', 'permissions')
local left = tonumber(session[2] or '0') - ARGV[1]
if not session[1] or session[1] ~= account[1] or account[2] ~= 'active' or left <= 0 then
  redis.call('DEL', KEYS[2])
  return {}
end
redis.call('PEXPIRE', KEYS[2], string.format('%.0f', math.min(left, tonumber(ARGV[2]))))
return {account[3], account[4]}
