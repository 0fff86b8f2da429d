-- Takes a decision back before it is carried out: its case is open again, and claimed by who decided.
-- Uses cases, clock, erasing.
-- KEYS[1] decision  hash: case, by, effective, state
-- KEYS[2] decisions sorted set: decisions that are not carried out yet, by when they are to be
-- KEYS[3] cases     sorted set: open cases by score
-- KEYS[4] queue     sorted set: those that nobody has claimed, by score
-- KEYS[5] claimed   sorted set: those that somebody has, by the end of the claim
-- KEYS[6] unranked  set: cases that have changed since their priority was worked out
-- KEYS[7] decided   sorted set: decided cases by the time of the decision
-- KEYS[8] ages      sorted set: case by when it is forgotten
-- ARGV[1] decision  its id
-- ARGV[2] who       takes it back; '' for somebody who may do so with everybody's
-- ARGV[3] span      milliseconds for which the claim holds
-- ARGV[4] prefix    of the keys of cases
-- ARGV[5] prefix    of the keys of their reports
-- ARGV[6] prefix    of the keys of the open cases by device
-- ARGV[7] prefix    of the keys of reports
-- ARGV[8] prefix    of the keys of those about somebody under age
-- ARGV[9] prefix    of the keys of the last cases by address
-- Returns 'done', also once more; 'over' when it is too late, 'own' when it is somebody else's, or
-- 'absent'.
local now = now_millis()
local known = redis.call('HMGET', KEYS[1], 'state', 'case', 'by', 'effective')
if not known[1] then
  return 'absent'
end
if ARGV[2] ~= '' and known[3] ~= ARGV[2] then
  return 'own'
end
if known[1] == 'undone' then
  return 'done'
end
local case = known[2]
local key = ARGV[4] .. case
local subject = redis.call('HGET', key, 'device')
if known[1] ~= 'pending' or tonumber(known[4]) <= now or not subject then
  return 'over'
end
redis.call('HSET', KEYS[1], 'state', 'undone')
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[7], case)
local ends = string.format('%.0f', now + ARGV[3])
redis.call('HDEL', key, 'decision', 'outcome', 'decided-by', 'decided-at')
redis.call('HSET', key, 'state', 'open', 'claimed-by', known[3], 'claimed-until', ends)
redis.call('HINCRBY', key, 'version', 1)
redis.call('ZADD', KEYS[5], ends, case)
redis.call('SADD', KEYS[6], case)

-- What was reported meanwhile began another case; this one takes it in, unless somebody works on it.
local later = redis.call('GET', ARGV[6] .. subject)
if later and later ~= case and redis.call('HGET', ARGV[4] .. later, 'state') == 'open'
  and not claimant(ARGV[4] .. later, now) then
  local facts = redis.call('HGETALL', ARGV[5] .. later)
  local span = redis.call('PTTL', ARGV[4] .. later)
  if #facts > 0 then
    redis.call('HSET', ARGV[5] .. case, unpack(facts))
    keep(ARGV[5] .. case, span)
  end
  for i = 1, #facts, 2 do
    for _, prefix in ipairs({ARGV[7], ARGV[8]}) do
      if redis.call('EXISTS', prefix .. facts[i]) == 1 then
        redis.call('HSET', prefix .. facts[i], 'case', case)
      end
    end
  end
  local its = redis.call('HMGET', ARGV[4] .. later, 'reports', 'session', 'address', 'met')
  redis.call('HINCRBY', key, 'reports', its[1])
  redis.call('HSET', key, 'session', its[2])
  if its[3] then
    redis.call('HSET', key, 'address', its[3])
    redis.call('ZREM', ARGV[9] .. its[3], later)
    redis.call('ZADD', ARGV[9] .. its[3], string.format('%.0f', now), case)
  end
  if its[4] then
    redis.call('HSET', key, 'met', its[4])
  end
  keep(key, span)
  redis.call('ZADD', KEYS[8], 'GT', redis.call('ZSCORE', KEYS[8], later) or 0, case)
  redis.call('ZREM', KEYS[8], later)
  take_case_out(later, KEYS[3], KEYS[4], KEYS[5], KEYS[6])
  redis.call('DEL', ARGV[4] .. later, ARGV[5] .. later)
  redis.call('SET', ARGV[6] .. subject, case, 'KEEPTTL')
end
local score = redis.call('HGET', key, 'score')
if score then
  redis.call('ZADD', KEYS[3], score, case)
end
return 'done'
