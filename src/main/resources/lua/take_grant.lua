-- Takes a challenge to add a passkey, once: called again, it finds none.
-- KEYS[1] grant    hash: account
-- Returns the id of the account, or ''.
local account = redis.call('HGET', KEYS[1], 'account')
redis.call('DEL', KEYS[1])
return account or ''
