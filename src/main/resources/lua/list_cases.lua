-- Reads a page of cases, those with the greatest score first.
-- Uses cases, clock.
-- KEYS[1] listed   sorted set: case by score
-- ARGV[1] score    of the last case that was read; '+inf' for the first page
-- ARGV[2] after    the last case that was read; '' for the first page
-- ARGV[3] limit    how many to read at most
-- ARGV[4] prefix   of the keys of cases, which have the hash tag of the set
-- Returns {{case, score, session, opened, weight, urgent, summary, claimed by, outcome, decided by,
-- decided at, decision, state}, ...}, where '' is nothing. What is kept no longer is left out.
local now = now_millis()
local limit = tonumber(ARGV[3])
local all, offset = {}, 0
while #all < limit do
  local found = redis.call('ZRANGE', KEYS[1], ARGV[1], '-inf', 'BYSCORE', 'REV', 'LIMIT', offset,
    limit, 'WITHSCORES')
  for i = 1, #found, 2 do
    local case = found[i]
    -- Cases of one score come in the order of their ids, the last first.
    local behind = ARGV[2] == '' or case < ARGV[2] or tonumber(found[i + 1]) < tonumber(ARGV[1])
    local key = ARGV[4] .. case
    local known = behind and redis.call('HMGET', key, 'session', 'opened', 'weight', 'urgent',
      'summary', 'outcome', 'decided-by', 'decided-at', 'decision', 'state')
    if known and known[10] and #all < limit then
      all[#all + 1] = {case, found[i + 1], known[1] or '', known[2] or '', known[3] or '',
        known[4] or '', known[5] or '', claimant(key, now) or '', known[6] or '', known[7] or '',
        known[8] or '', known[9] or '', known[10]}
    end
  end
  if #found < 2 * limit then
    break
  end
  offset = offset + limit
end
return all
