-- Opens a moderator's session by a passkey whose signature is right.
-- KEYS[1] account  hash: id, state
-- KEYS[2] passkeys hash: of the account
-- KEYS[3] session  hash: account, expires
-- KEYS[4] attempts string: of the address; this one is taken back
-- ARGV[1] account  the id of the account that the passkey was made for
-- ARGV[2] passkey  its id
-- ARGV[3] count    the counter that was signed; 0 when the authenticator does not count
-- ARGV[4] now      epoch milliseconds
-- ARGV[5] expires  when the session ends at the latest, epoch milliseconds
-- ARGV[6] idle     milliseconds after which it ends when it is not used
-- Returns 'opened', also when called again for the same session, 'refused', or 'copied' when the counter
-- has not grown: somebody else may have a copy of the key.
local account = redis.call('HMGET', KEYS[1], 'id', 'state')
local known = redis.call('HGET', KEYS[2], ARGV[2] .. ':count')
if account[1] ~= ARGV[1] or account[2] ~= 'active' or not known then
  return 'refused'
end
if redis.call('EXISTS', KEYS[3]) == 1 then
  return 'opened'
end
local count = tonumber(ARGV[3])
if (count > 0 or tonumber(known) > 0) and count <= tonumber(known) then
  return 'copied'
end
redis.call('HSET', KEYS[2], ARGV[2] .. ':count', ARGV[3], ARGV[2] .. ':used', ARGV[4])
redis.call('HSET', KEYS[3], 'account', ARGV[1], 'expires', ARGV[5])
redis.call('PEXPIRE', KEYS[3], ARGV[6])
if redis.call('EXISTS', KEYS[4]) == 1 then
  redis.call('DECR', KEYS[4])
end
return 'opened'
