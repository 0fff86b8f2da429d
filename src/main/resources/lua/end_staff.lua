-- Ends an account, and with it all its sessions, its passkeys and its invitation.
-- KEYS[1] roster   hash: '<role>:<state>' by name
-- KEYS[2] account  hash
-- KEYS[3] passkeys hash: of the account
-- KEYS[4] owners   hash: the name by passkey
-- ARGV[1] name     of the account
-- Returns 'ended', 'unknown', or 'last-admin' when nobody would be left who can invite.
local ended = redis.call('HGET', KEYS[1], ARGV[1])
if not ended then
  return 'unknown'
end
if ended == 'admin:active' then
  local admins = 0
  for _, each in ipairs(redis.call('HVALS', KEYS[1])) do
    if each == ended then
      admins = admins + 1
    end
  end
  if admins == 1 then
    return 'last-admin'
  end
end
redis.call('HDEL', KEYS[1], ARGV[1])
for _, passkey in ipairs(redis.call('HKEYS', KEYS[3])) do
  redis.call('HDEL', KEYS[4], passkey)
end
redis.call('DEL', KEYS[2], KEYS[3])
return 'ended'
