-- Adds to a key of any type; a string is replaced.
-- KEYS[1] key    to be written
-- ARGV[1] type   'string', 'hash', 'zset', 'set', 'list' or 'stream'
-- ARGV[2] left   milliseconds for which the key is kept from now; '' for good
-- ARGV[3] first  of what is added, up to 300 more follow: the value of a string; fields and values of a
--                hash; members and scores of a sorted set; members of a set or a list; of a stream the
--                number of each entry, how many fields and values it has, and those
-- Returns 'restored'.
local key, type = KEYS[1], ARGV[1]
if type == 'string' then
  redis.call('SET', key, ARGV[3])
elseif type == 'hash' then
  redis.call('HSET', key, unpack(ARGV, 3))
elseif type == 'set' then
  redis.call('SADD', key, unpack(ARGV, 3))
elseif type == 'list' then
  redis.call('RPUSH', key, unpack(ARGV, 3))
elseif type == 'zset' then
  for i = 3, #ARGV, 2 do
    redis.call('ZADD', key, ARGV[i + 1], ARGV[i])
  end
else
  local i = 3
  while i <= #ARGV do
    local count = tonumber(ARGV[i + 1])
    redis.call('XADD', key, ARGV[i], unpack(ARGV, i + 2, i + 1 + count))
    i = i + 2 + count
  end
end
if ARGV[2] ~= '' then
  redis.call('PEXPIRE', key, ARGV[2])
end
return 'restored'
