-- Says that a node lives, and declares dead those that have been silent for too long.
-- KEYS[1] nodes    sorted set: node by its last beat, epoch milliseconds of this server's clock
-- KEYS[2] online   hash: gateway node -> how many sessions are connected to it
-- KEYS[3] dead     sorted set: node by the time at which it was declared dead
-- ARGV[1] node     the one that lives
-- ARGV[2] sessions how many are connected to it; '' when it takes none
-- ARGV[3] joins    '1' when it holds nothing of the time before this beat, else '0'
-- ARGV[4] silence  milliseconds after which a node is declared dead; 0 when this one may not judge
-- ARGV[5] memory   milliseconds after which a dead node is forgotten
-- Returns {'fenced'} when this node was declared dead and does not join anew, else {'alive',
-- gateways, dead...}: how many gateway nodes live, and which nodes are dead.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if ARGV[3] == '1' then
  redis.call('ZREM', KEYS[3], ARGV[1])
elseif redis.call('ZSCORE', KEYS[3], ARGV[1]) then
  return {'fenced'}
end
redis.call('ZADD', KEYS[1], now, ARGV[1])
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
end
if ARGV[4] ~= '0' then
  local silent = redis.call('ZRANGE', KEYS[1], '-inf', now - ARGV[4], 'BYSCORE')
  for _, node in ipairs(silent) do
    redis.call('ZREM', KEYS[1], node)
    redis.call('HDEL', KEYS[2], node)
    redis.call('ZADD', KEYS[3], now, node)
  end
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - ARGV[5])
end
local dead = redis.call('ZRANGE', KEYS[3], 0, -1)
return {'alive', redis.call('HLEN', KEYS[2]), unpack(dead)}
