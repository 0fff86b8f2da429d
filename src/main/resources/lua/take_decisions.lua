-- Takes decisions whose time has come, for a node that carries them out. When it has not done so by
-- the end of its lease, another one takes them.
-- Uses clock.
-- KEYS[1] decisions sorted set: decisions that are not carried out yet, by when they are to be
-- ARGV[1] prefix    of the keys of decisions
-- ARGV[2] lease     milliseconds
-- ARGV[3] limit     how many to take at most
-- ARGV[4] prefix    of the keys of cases
-- Returns {{decision, case, by, outcome, packed, device}, ...}.
local now = now_millis()
local due = redis.call('ZRANGE', KEYS[1], '-inf', string.format('%.0f', now), 'BYSCORE', 'LIMIT', 0,
  ARGV[3])
local taken = {}
for _, decision in ipairs(due) do
  local key = ARGV[1] .. decision
  local known = redis.call('HMGET', key, 'case', 'by', 'outcome', 'packed')
  local device = known[1] and redis.call('HGET', ARGV[4] .. known[1], 'device')
  if device then
    redis.call('HSET', key, 'state', 'due')
    redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[2]), decision)
    taken[#taken + 1] = {decision, known[1], known[2], known[3], known[4], device}
  else
    redis.call('ZREM', KEYS[1], decision)
  end
end
return taken
