-- Says that a node lives, and forgets those that have long been silent.
-- KEYS[1] nodes    sorted set: node by its last beat, epoch milliseconds of this server's clock
-- KEYS[2] online   hash: node -> how many sessions are connected to it
-- ARGV[1] node     the one that lives
-- ARGV[2] sessions how many are connected to it
-- ARGV[3] memory   milliseconds after which a silent node is forgotten
-- Returns the time of this beat.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
local silent = redis.call('ZRANGE', KEYS[1], '-inf', now - ARGV[3], 'BYSCORE')
for _, node in ipairs(silent) do
  redis.call('ZREM', KEYS[1], node)
  redis.call('HDEL', KEYS[2], node)
end
return now
