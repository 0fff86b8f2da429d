-- Remembers that a device has met another, which only a later chat with it puts off again.
-- KEYS[1] recent   sorted set: device by the end of the chat with it
-- KEYS[2] met      string: how many it has met of late
-- ARGV[1] partner  the device met
-- ARGV[2] ended    epoch milliseconds: the end of the chat, or its latest moment known of
-- ARGV[3] oldest   epoch milliseconds; chats that ended then or before are forgotten
-- ARGV[4] limit    how many are remembered; the newest stay
-- ARGV[5] memory   milliseconds after which the newest is forgotten
-- ARGV[6] memory   milliseconds without a new partner after which that number is forgotten
-- Returns how many are remembered now.
if redis.call('ZADD', KEYS[1], 'GT', ARGV[2], ARGV[1]) == 1 then
  redis.call('INCR', KEYS[2])
  redis.call('PEXPIRE', KEYS[2], ARGV[6])
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[3])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[4]))
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return redis.call('ZCARD', KEYS[1])
