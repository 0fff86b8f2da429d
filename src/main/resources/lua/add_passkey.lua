-- Adds a passkey to an account.
-- KEYS[1] account  hash: id, state
-- KEYS[2] passkeys hash: of the account
-- KEYS[3] owners   hash: the name by passkey
-- ARGV[1] passkey  its id
-- ARGV[2] account  the id of the account that has asked for it
-- ARGV[3] name     of the account
-- ARGV[4] record   what is known of the passkey
-- ARGV[5] count    its counter
-- ARGV[6] most     how many an account may have
-- Returns 'added', also when called again with the same record, 'exists' when somebody has that passkey,
-- 'full', or 'gone' when the account has ended.
local account = redis.call('HMGET', KEYS[1], 'id', 'state')
if account[1] ~= ARGV[2] or account[2] ~= 'active' then
  return 'gone'
end
if redis.call('HGET', KEYS[2], ARGV[1]) == ARGV[4] then
  return 'added'
end
if redis.call('HEXISTS', KEYS[3], ARGV[1]) == 1 then
  return 'exists'
end
-- Each has three fields.
if redis.call('HLEN', KEYS[2]) >= 3 * ARGV[6] then
  return 'full'
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[4], ARGV[1] .. ':count', ARGV[5], ARGV[1] .. ':used', '')
redis.call('HSET', KEYS[3], ARGV[1], ARGV[3])
return 'added'
