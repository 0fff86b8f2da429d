-- Gives a lease to another node, which finds it to be its own when it asks for it next.
-- KEYS[1] lease    string: its holder
-- ARGV[1] holder   who gives it
-- ARGV[2] heir     who gets it
-- ARGV[3] term     milliseconds for which it is then held
-- Returns 1 when it was the holder's, else 0.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
  return 1
end
return 0
