-- Cases that a moderator works on.

-- Gives back what was claimed and not decided in time, so that it is next again.
local function give_back(now, cases, queue, claimed)
  local late = redis.call('ZRANGE', claimed, '-inf', string.format('%.0f', now), 'BYSCORE', 'LIMIT', 0,
    100)
  for _, case in ipairs(late) do
    redis.call('ZREM', claimed, case)
    local score = redis.call('ZSCORE', cases, case)
    if score then
      redis.call('ZADD', queue, score, case)
    end
  end
end

-- Returns who has claimed a case, nil when nobody has or the time for that is over.
local function claimant(key, now)
  local claim = redis.call('HMGET', key, 'claimed-by', 'claimed-until')
  if claim[1] and tonumber(claim[2]) > now then
    return claim[1]
  end
  return nil
end

-- Takes a case out of those that moderators are to decide on.
local function take_case_out(case, cases, queue, claimed, unranked)
  redis.call('ZREM', cases, case)
  redis.call('ZREM', queue, case)
  redis.call('ZREM', claimed, case)
  redis.call('SREM', unranked, case)
end
