-- Takes a lease that is free, or extends one that is ours.
-- KEYS[1] lease    string: its holder
-- ARGV[1] holder   who asks
-- ARGV[2] term     milliseconds for which it is then held
-- Returns 1 when the asker holds it now, else 0.
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
