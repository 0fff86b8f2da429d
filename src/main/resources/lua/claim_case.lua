-- Claims an open case for a moderator: that one, or the first that nobody has claimed.
-- Uses cases, clock.
-- KEYS[1] cases    sorted set: open cases by score
-- KEYS[2] queue    sorted set: those that nobody has claimed, by score
-- KEYS[3] claimed  sorted set: those that somebody has, by the end of the claim
-- ARGV[1] prefix   of the keys of cases
-- ARGV[2] case     which; '' for the first
-- ARGV[3] who      claims it
-- ARGV[4] span     milliseconds for which the claim holds
-- Returns {'mine', case}; {'claimed', who has it}, {'over', who has decided}; or {'absent', ''} when
-- there is none.
local now = now_millis()
give_back(now, KEYS[1], KEYS[2], KEYS[3])
-- The first that is there still, and that this moderator has not given back a moment ago.
local function first()
  local skipped = 0
  for _ = 1, 1000 do
    local next = redis.call('ZRANGE', KEYS[2], skipped, skipped, 'REV')[1]
    if not next then
      return nil
    end
    local known = redis.call('HMGET', ARGV[1] .. next, 'state', 'passed:' .. ARGV[3])
    if not known[1] then
      redis.call('ZREM', KEYS[1], next)
      redis.call('ZREM', KEYS[2], next)
    elseif known[2] and tonumber(known[2]) > now then
      skipped = skipped + 1
    else
      return next
    end
  end
end
local case = ARGV[2]
if case == '' then
  case = first()
end
local known = case and redis.call('HMGET', ARGV[1] .. case, 'state', 'decided-by') or {}
if not known[1] then
  return {'absent', ''}
end
if known[1] ~= 'open' then
  return {'over', known[2] or ''}
end
local by = claimant(ARGV[1] .. case, now)
if by and by ~= ARGV[3] then
  return {'claimed', by}
end
local ends = string.format('%.0f', now + ARGV[4])
if not by then
  redis.call('HSET', ARGV[1] .. case, 'claimed-at', string.format('%.0f', now))
end
redis.call('HSET', ARGV[1] .. case, 'claimed-by', ARGV[3], 'claimed-until', ends)
redis.call('ZREM', KEYS[2], case)
redis.call('ZADD', KEYS[3], ends, case)
return {'mine', case}
