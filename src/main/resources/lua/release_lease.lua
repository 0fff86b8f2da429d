-- Gives a lease up.
-- KEYS[1] lease    string: its holder
-- ARGV[1] holder   who gives it up
-- Returns 1 when it was the holder's, else 0.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
