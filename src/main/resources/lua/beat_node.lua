-- Says that a node lives, and declares dead those that have been silent for too long, by a time that
-- all nodes agree on. It goes on with the nodes' own monotonic clocks: each tells what time it was
-- when it sent its beat, and the greatest told so far is the time. This server's clock, which
-- somebody may set, only serves those who come and do not know the time: to tell how long ago the
-- last beat was, and what time it is when that is too long ago for anybody to keep the time.
-- Uses clock, agreement.
-- KEYS[1] nodes    sorted set: node by its last beat, in the time agreed on
-- KEYS[2] online   hash: gateway node -> how many sessions are connected to it
-- KEYS[3] dead     sorted set: node by the time at which it was declared dead
-- KEYS[4] time     string: '<the time agreed on>|<the time of this server>', at the last beat
-- KEYS[5] links    hash: node -> the address on which it takes direct links
-- KEYS[6] open     set: gateway nodes that take new visitors
-- KEYS[7] pairing  hash: pairing node -> how many lanes it pairs
-- ARGV[1] node     the one that lives
-- ARGV[2] sessions how many are connected to it; '' when it takes none
-- ARGV[3] joins    '1' when it holds nothing of the time before this beat, else '0'
-- ARGV[4] silence  milliseconds after which a node is declared dead
-- ARGV[5] memory   milliseconds after which a dead node is forgotten
-- ARGV[6] sent     when the node sent this, in the time agreed on; '' when it does not know it
-- ARGV[7] judges   '1' when it may declare others dead, else '0'
-- ARGV[8] link     the address on which it takes direct links; '' when it takes none
-- ARGV[9] open     '1' when it takes new visitors, else '0'
-- ARGV[10] lanes   how many lanes it pairs; '' when it pairs none by its role
-- All times are epoch milliseconds.
-- Returns {'fenced'} when this node was declared dead and does not join anew, else {'alive', time,
-- gateways, {dead...}, {node, link, ...}, {node, sessions, ...}, {node, lanes, ...}}: the time agreed
-- on, how many gateway nodes live, which nodes are dead, which take links where, how many sessions are
-- connected to each node that takes new visitors, and how many lanes each pairing node pairs.
if ARGV[3] == '1' then
  redis.call('ZREM', KEYS[3], ARGV[1])
elseif redis.call('ZSCORE', KEYS[3], ARGV[1]) then
  return {'fenced'}
end

local server = now_millis()
local kept, kept_at = read_agreement(redis.call('GET', KEYS[4]))
local now = tonumber(kept or 0)
if ARGV[6] ~= '' then
  now = math.max(now, tonumber(ARGV[6]))
elseif not kept or server - kept_at > tonumber(ARGV[4]) then
  now = math.max(now, server)
else
  -- Or each start of a node that is alone would set the time back.
  now = now + math.max(0, server - kept_at)
end
redis.call('SET', KEYS[4], agreement(now, server))
redis.call('ZADD', KEYS[1], now, ARGV[1])
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
end
if ARGV[8] ~= '' then
  redis.call('HSET', KEYS[5], ARGV[1], ARGV[8])
end
redis.call(ARGV[9] == '1' and 'SADD' or 'SREM', KEYS[6], ARGV[1])
if ARGV[10] ~= '' then
  redis.call('HSET', KEYS[7], ARGV[1], ARGV[10])
else
  redis.call('HDEL', KEYS[7], ARGV[1])
end
if ARGV[7] == '1' then
  -- Not by the present time: this beat may have waited here for as long as those of others.
  local silent = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[6] - ARGV[4], 'BYSCORE')
  for _, node in ipairs(silent) do
    redis.call('ZREM', KEYS[1], node)
    redis.call('HDEL', KEYS[2], node)
    redis.call('ZADD', KEYS[3], now, node)
  end
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - ARGV[5])
  -- Those of the dead, whoever has declared them so: a build before this one knows nothing of these.
  for _, key in ipairs({KEYS[5], KEYS[7]}) do
    for _, node in ipairs(redis.call('HKEYS', key)) do
      if not redis.call('ZSCORE', KEYS[1], node) then
        redis.call('HDEL', key, node)
      end
    end
  end
  for _, node in ipairs(redis.call('SMEMBERS', KEYS[6])) do
    if not redis.call('ZSCORE', KEYS[1], node) then
      redis.call('SREM', KEYS[6], node)
    end
  end
end
local dead = redis.call('ZRANGE', KEYS[3], 0, -1)
local open = {}
for _, node in ipairs(redis.call('SMEMBERS', KEYS[6])) do
  open[#open + 1] = node
  open[#open + 1] = redis.call('HGET', KEYS[2], node) or '0'
end
return {'alive', now, redis.call('HLEN', KEYS[2]), dead, redis.call('HGETALL', KEYS[5]), open,
  redis.call('HGETALL', KEYS[7])}
