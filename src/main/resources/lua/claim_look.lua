-- Gives a moderator a case that was decided, to look at it as if it was not: one that waits for a second
-- look, or a golden one. Never one that the moderator has decided, seen or given back.
-- Uses clock.
-- KEYS[1] looks   sorted set: looks by from when on they may be given
-- KEYS[2] golden  sorted set: golden cases by when they were made
-- KEYS[3] desk    string: the look at the moderator's desk
-- KEYS[4] new     hash: the look at a golden case, should it be one
-- ARGV[1] who     looks
-- ARGV[2] span    milliseconds for which the claim holds
-- ARGV[3] kind    'second' or 'golden'
-- ARGV[4] new     its id
-- ARGV[5] prefix  of the keys of looks
-- ARGV[6] prefix  of the keys of golden cases
-- ARGV[7] prefix  of the keys of who has seen them
-- ARGV[8] prefix  of the keys of cases
-- Returns the id of the look, or '' when there is none.
local now = now_millis()
local ends = string.format('%.0f', now + ARGV[2])
local chosen = ''
if ARGV[3] == 'second' then
  local waiting = redis.call('ZRANGE', KEYS[1], '-inf', string.format('%.0f', now), 'BYSCORE', 'LIMIT',
    0, 100)
  for _, look in ipairs(waiting) do
    local known = redis.call('HMGET', ARGV[5] .. look, 'case', 'by', 'passed:' .. ARGV[1])
    if not known[1] or redis.call('EXISTS', ARGV[8] .. known[1]) == 0 then
      redis.call('ZREM', KEYS[1], look)
    elseif known[2] ~= ARGV[1] and not known[3] then
      chosen = look
      redis.call('ZADD', KEYS[1], ends, look)
      break
    end
  end
else
  for _, case in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
    local known = redis.call('HMGET', ARGV[6] .. case, 'by', 'verdict', 'decided')
    if not known[1] or redis.call('EXISTS', ARGV[8] .. case) == 0 then
      redis.call('ZREM', KEYS[2], case)
    elseif known[1] ~= ARGV[1] and redis.call('SADD', ARGV[7] .. case, ARGV[1]) == 1 then
      redis.call('PEXPIRE', ARGV[7] .. case, redis.call('PTTL', ARGV[8] .. case))
      redis.call('HSET', KEYS[4], 'case', case, 'kind', 'golden', 'by', known[1], 'verdict', known[2],
        'decided', known[3])
      redis.call('PEXPIRE', KEYS[4], redis.call('PTTL', ARGV[8] .. case))
      chosen = ARGV[4]
      break
    end
  end
end
if chosen ~= '' then
  redis.call('HSET', ARGV[5] .. chosen, 'claimed-by', ARGV[1], 'claimed-until', ends, 'claimed-at',
    string.format('%.0f', now))
  redis.call('SET', KEYS[3], chosen, 'PX', ARGV[2])
end
return chosen
