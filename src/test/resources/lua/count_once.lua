-- Adds to a counter, once for each request, however often the request is made.
-- KEYS[1] the counter, KEYS[2] the requests seen
-- ARGV[1] the id of the request, ARGV[2] what to add
-- Returns the counter.
if redis.call('SADD', KEYS[2], ARGV[1]) == 1 then
  redis.call('INCRBY', KEYS[1], ARGV[2])
end
return redis.call('GET', KEYS[1])
