-- Gives the account to whoever holds the invitation, once.
-- KEYS[1] roster   hash: '<role>:<state>' by name
-- KEYS[2] account  hash: state, invite, password, totp
-- KEYS[3] invite   string: the name that it is for
-- ARGV[1] name     of the account
-- ARGV[2] invite   the hash of the invitation
-- ARGV[3] password its hash, salted: no other call has the same
-- ARGV[4] totp     the sealed key of the one-time codes
-- Returns 'enrolled', also when called again with the same password, or 'gone' when the invitation was
-- used, replaced, or has expired.
local account = redis.call('HMGET', KEYS[2], 'state', 'invite', 'password', 'role')
if account[3] == ARGV[3] then
  return 'enrolled'
end
if redis.call('GET', KEYS[3]) ~= ARGV[1] or account[1] ~= 'invited' or account[2] ~= ARGV[2] then
  return 'gone'
end
redis.call('DEL', KEYS[3])
redis.call('HDEL', KEYS[2], 'invite')
redis.call('HSET', KEYS[2], 'state', 'active', 'password', ARGV[3], 'totp', ARGV[4])
redis.call('HSET', KEYS[1], ARGV[1], account[4] .. ':active')
return 'enrolled'
