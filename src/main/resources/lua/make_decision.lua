-- Decides on a case, once: it is carried out when nobody takes it back in time.
-- Uses cases, clock.
-- KEYS[1] case      hash: state, claimed-by, claimed-until, claimed-at, decision, outcome, decided-by, decided-at
-- KEYS[2] decision  hash: case, by, outcome, packed, at, effective, state, took, picture
-- KEYS[3] decisions sorted set: decisions that are not carried out yet, by when they are to be
-- KEYS[4] cases     sorted set: open cases by score
-- KEYS[5] queue     sorted set: those that nobody has claimed, by score
-- KEYS[6] claimed   sorted set: those that somebody has, by the end of the claim
-- KEYS[7] unranked  set: cases that have changed since their priority was worked out
-- KEYS[8] decided   sorted set: decided cases by the time of the decision
-- KEYS[9] facts     hash: the facts of the case's reports
-- KEYS[10] ages     sorted set: case by when it is forgotten
-- KEYS[11] opened   string: there is when this moderator has opened a picture of the case
-- ARGV[1] case      its id
-- ARGV[2] decision  its id
-- ARGV[3] who       decides
-- ARGV[4] outcome   'actioned' or 'dismissed'
-- ARGV[5] packed    all of the decision
-- ARGV[6] undo      milliseconds within which it can be taken back
-- ARGV[7] memory    milliseconds for which it and its case are kept
-- ARGV[8] prefix    of the keys of decisions
-- ARGV[9] pictures  '1' when the case has any
-- Returns {'made', decision, effective at}, also for the same decision of the same moderator once
-- more; {'over', who has decided}, {'claimed', who works on it}, or {'absent', ''}.
local now = now_millis()
local known = redis.call('HMGET', KEYS[1], 'state', 'decision', 'decided-by')
if not known[1] then
  return {'absent', ''}
end
if known[1] ~= 'open' then
  local made = redis.call('HMGET', ARGV[8] .. (known[2] or ''), 'by', 'packed', 'effective')
  if made[1] == ARGV[3] and made[2] == ARGV[5] then
    return {'made', known[2], made[3]}
  end
  return {'over', known[3] or ''}
end
local by = claimant(KEYS[1], now)
if by and by ~= ARGV[3] then
  return {'claimed', by}
end
local at = string.format('%.0f', now)
local begun = by and redis.call('HGET', KEYS[1], 'claimed-at')
local picture = 'none'
if ARGV[9] == '1' then
  picture = redis.call('EXISTS', KEYS[11]) == 1 and 'opened' or 'unopened'
end
local effective = string.format('%.0f', now + ARGV[6])
redis.call('HSET', KEYS[2], 'case', ARGV[1], 'by', ARGV[3], 'outcome', ARGV[4], 'packed', ARGV[5],
  'at', at, 'effective', effective, 'state', 'pending', 'picture', picture)
if begun then
  redis.call('HSET', KEYS[2], 'took', string.format('%.0f', now - begun))
end
redis.call('PEXPIRE', KEYS[2], ARGV[7])
redis.call('ZADD', KEYS[3], effective, ARGV[2])
redis.call('HSET', KEYS[1], 'state', 'pending', 'decision', ARGV[2], 'outcome', ARGV[4], 'decided-by',
  ARGV[3], 'decided-at', at)
redis.call('HDEL', KEYS[1], 'claimed-by', 'claimed-until')
take_case_out(ARGV[1], KEYS[4], KEYS[5], KEYS[6], KEYS[7])
redis.call('ZADD', KEYS[8], at, ARGV[1])
-- A case that is forgotten takes its decision with it.
redis.call('PEXPIRE', KEYS[1], ARGV[7], 'GT')
redis.call('PEXPIRE', KEYS[9], ARGV[7], 'GT')
redis.call('ZADD', KEYS[10], 'GT', string.format('%.0f', now + ARGV[7]), ARGV[1])
return {'made', ARGV[2], effective}
