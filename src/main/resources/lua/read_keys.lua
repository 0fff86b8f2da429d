-- Reads keys of any type, all at one moment, with how long each has left to live.
-- KEYS[i] key  to be read, whatever its type is
-- Returns for each {'none'} when it is not there, else {type, milliseconds left or -1, content}: the
-- value of a string; fields and values of a hash; scores behind the members of a sorted set; the
-- members of a set or a list; of a stream only the number of its last entry, since it may be long.
local readers = {
  string = function(key) return {redis.call('GET', key)} end,
  hash = function(key) return redis.call('HGETALL', key) end,
  zset = function(key) return redis.call('ZRANGE', key, 0, -1, 'WITHSCORES') end,
  set = function(key) return redis.call('SMEMBERS', key) end,
  list = function(key) return redis.call('LRANGE', key, 0, -1) end,
  stream = function(key)
    local last = redis.call('XREVRANGE', key, '+', '-', 'COUNT', 1)
    return {last[1] and last[1][1]}
  end,
}
local all = {}
for i, key in ipairs(KEYS) do
  local type = redis.call('TYPE', key).ok
  if type == 'none' then
    all[i] = {'none'}
  elseif readers[type] then
    all[i] = {type, redis.call('PTTL', key), readers[type](key)}
  else
    return redis.error_reply('ERR a key has a type that no backup can hold')
  end
end
return all
