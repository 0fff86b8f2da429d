-- Counts the sessions that are connected to living nodes.
-- KEYS[1] nodes    sorted set: node by its last beat, epoch milliseconds of this server's clock
-- KEYS[2] online   hash: node -> how many sessions are connected to it
-- ARGV[1] silence  milliseconds after which a node counts as dead
-- Returns how many there are.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local sessions = 0
for _, node in ipairs(redis.call('ZRANGE', KEYS[1], now - ARGV[1], '+inf', 'BYSCORE')) do
  sessions = sessions + (redis.call('HGET', KEYS[2], node) or 0)
end
return sessions
