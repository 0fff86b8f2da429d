-- Removes a passkey of an account.
-- KEYS[1] passkeys hash: of the account
-- KEYS[2] owners   hash: the name by passkey
-- ARGV[1] passkey  its id
-- Returns 1, or 0 when it was removed before.
redis.call('HDEL', KEYS[1], ARGV[1], ARGV[1] .. ':count', ARGV[1] .. ':used')
return redis.call('HDEL', KEYS[2], ARGV[1])
