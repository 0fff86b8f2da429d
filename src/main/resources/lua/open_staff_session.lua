-- Opens a moderator's session, unless the one-time code was taken before.
-- KEYS[1] account  hash: id, state, role, permissions, step, password
-- KEYS[2] session  hash: account, expires
-- KEYS[3] attempts string: of the name; forgotten when the session opens
-- KEYS[4] attempts string: of the address; this one is taken back
-- ARGV[1] right    1 when password and code are right, else 0: then nothing opens
-- ARGV[2] id       of the account that they were compared with
-- ARGV[3] step     the time step of the code
-- ARGV[4] password a new hash of the same password; '' keeps the old one
-- ARGV[5] expires  when the session ends at the latest, epoch milliseconds
-- ARGV[6] idle     milliseconds after which it ends when it is not used
-- Returns 'opened', also when called again for the same session, or 'refused'.
local account = redis.call('HMGET', KEYS[1], 'id', 'state', 'step')
if ARGV[1] ~= '1' or account[1] ~= ARGV[2] or account[2] ~= 'active' then
  return 'refused'
end
if redis.call('EXISTS', KEYS[2]) == 1 then
  return 'opened'
end
-- Codes before one that was taken are as old as that one or older.
if tonumber(ARGV[3]) <= tonumber(account[3] or '-1') then
  return 'refused'
end
redis.call('HSET', KEYS[1], 'step', ARGV[3])
if ARGV[4] ~= '' then
  redis.call('HSET', KEYS[1], 'password', ARGV[4])
end
redis.call('HSET', KEYS[2], 'account', ARGV[2], 'expires', ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[6])
redis.call('DEL', KEYS[3])
if redis.call('EXISTS', KEYS[4]) == 1 then
  redis.call('DECR', KEYS[4])
end
return 'opened'
