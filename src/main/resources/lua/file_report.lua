-- Writes a report down, once for each reporter and room: a second call finds the first one's. It joins
-- the open case about its subject, or begins one.
-- Uses erasing, memory, months.
-- KEYS[1] filed    string: the report that the reporter has filed about that room
-- KEYS[2] report   hash: evidence, extent, bytes, seal, previous, state, case
-- KEYS[3] open     sorted set: report by the time of filing
-- KEYS[4] head     string: the seal of the last report
-- KEYS[5] ends     sorted set: '<report>:<bytes>' by when it is to be erased
-- KEYS[6] total    string: the sum of those bytes
-- KEYS[7] count    string: how many the reporter's device has filed of late
-- KEYS[8] count    string: how many the reporter's address has filed of late
-- KEYS[9] bytes    string: how much the reporter's device has filed of late
-- KEYS[10] bytes   string: how much the reporter's address has filed of late
-- KEYS[11] subject string: the open case about the subject's device
-- KEYS[12] unranked set: cases that have changed since their priority was worked out
-- KEYS[13] ages    sorted set: case by when it is forgotten
-- KEYS[14] cases   sorted set: open cases by score
-- KEYS[15] queue   sorted set: those that nobody has claimed, by score
-- KEYS[16] claimed sorted set: those that somebody has, by the end of the claim
-- KEYS[17] decided sorted set: decided cases by the time of the decision
-- KEYS[18] at      sorted set: the last cases about the subject's address; unused when that is unknown
-- KEYS[19] delicate string: there is when somebody under age may be in pictures of the subject
-- KEYS[20] recent  sorted set: reports of the last window by the time of filing
-- ARGV[1] id       of the report
-- ARGV[2] previous the seal of the last report, as far as the caller knows; '' before the first
-- ARGV[3] seal     over that and the evidence
-- ARGV[4] evidence the packed report
-- ARGV[5] extent   how much of the report that is; 'bare' for the least
-- ARGV[6] now      epoch milliseconds
-- ARGV[7] lifetime milliseconds after which the report is to be erased
-- ARGV[8] window   milliseconds for which reports are counted
-- ARGV[9] limit    reports of one device within that window; 0 is no limit
-- ARGV[10] limit   reports of one address within that window; 0 is no limit
-- ARGV[11] window  milliseconds for which bytes are counted
-- ARGV[12] all     bytes of all reports; 0 is no limit. Those with a snapshot have three quarters of it,
--                  so that snapshots take no room from texts; bare ones have a quarter more
-- ARGV[13] device  bytes of one device within that window, shared out alike; 0 is no limit, nor is there
--                  for bare ones
-- ARGV[14] address bytes of one address within that window, as above
-- ARGV[15] memory  per cent of its memory that this server may use; reports without a snapshot have a
--                  quarter of the rest as well, bare ones half
-- ARGV[16] case    the id of a new case
-- ARGV[17] prefix  of the keys of cases
-- ARGV[18] prefix  of the keys of their reports
-- ARGV[19] device  of the subject
-- ARGV[20] session of the subject
-- ARGV[21] address of the subject; '' when it is unknown
-- ARGV[22] met     how many partners the subject has met; '' when that is unknown
-- ARGV[23] facts   packed, by which the case is ranked
-- ARGV[24] most    facts that a case keeps
-- ARGV[25] rank    0 for a report with a snapshot, 1 for one without, 2 for a bare one
-- ARGV[26] margin  milliseconds after which Redis itself forgets what nobody has erased
-- ARGV[27] reports prefix of the keys of reports
-- ARGV[28] minors  prefix of the keys of those about somebody under age
-- ARGV[29] minor   '1' when the report is one of these
-- ARGV[30] months  prefix of the keys of counts by month
-- ARGV[31] counted what is counted there
-- Returns {'filed', id}, {'too-many', milliseconds until one more is taken}, {'full', 'all',
-- 'device', 'address' or 'memory'} when there is no room for that much, or {'moved', the seal of the
-- last report}, which then is to be tried again with that one.
local OVERHEAD = 1024 -- of the keys and entries of a report and its case

local known = redis.call('GET', KEYS[1])
if known then
  return {'filed', known}
end
for i = 7, 8 do
  local limit = tonumber(ARGV[i + 2])
  if limit > 0 and tonumber(redis.call('GET', KEYS[i]) or '0') >= limit then
    return {'too-many', redis.call('PTTL', KEYS[i])}
  end
end

-- What no node has erased is gone by now.
local late = string.format('%.0f', ARGV[6] - ARGV[26])
erase_reports(late, 100, KEYS[5], KEYS[6], KEYS[3], ARGV[27], ARGV[28], ARGV[18])

local rank = tonumber(ARGV[25])
local bare = rank == 2
local part = 0.75 + rank / 4
local size = #ARGV[4] + #ARGV[23] + OVERHEAD
local function beyond(key, limit)
  return limit > 0 and tonumber(redis.call('GET', key) or '0') + size > limit
end
if beyond(KEYS[6], ARGV[12] * part) then
  return {'full', 'all'}
end
if not bare and beyond(KEYS[9], ARGV[13] * part) then
  return {'full', 'device'}
end
if not bare and beyond(KEYS[10], ARGV[14] * part) then
  return {'full', 'address'}
end
-- The other bounds hold alone where nobody may ask for the memory.
local used, most = memory()
if used then
  local share = ARGV[15] / 100
  if most > 0 and used + size > most * (share + (1 - share) * rank / 4) then
    return {'full', 'memory'}
  end
end

local head = redis.call('GET', KEYS[4]) or ''
if head ~= ARGV[2] then
  return {'moved', head}
end
local old = redis.call('ZRANGE', KEYS[13], '-inf', late, 'BYSCORE', 'LIMIT', 0, 100)
if #old > 0 then
  redis.call('SREM', KEYS[12], unpack(old))
  for i = 13, 17 do
    redis.call('ZREM', KEYS[i], unpack(old))
  end
end
local case = redis.call('GET', KEYS[11])
if not case or redis.call('HGET', ARGV[17] .. case, 'state') ~= 'open' then
  case = ARGV[16]
  redis.call('HSET', ARGV[17] .. case, 'state', 'open', 'opened', ARGV[6], 'device', ARGV[19])
end
redis.call('HSET', ARGV[17] .. case, 'session', ARGV[20])
if ARGV[21] ~= '' then
  redis.call('HSET', ARGV[17] .. case, 'address', ARGV[21])
  redis.call('ZADD', KEYS[18], ARGV[6], case)
  redis.call('ZREMRANGEBYRANK', KEYS[18], 0, -51)
  keep(KEYS[18], ARGV[7])
end
if ARGV[22] ~= '' then
  redis.call('HSET', ARGV[17] .. case, 'met', ARGV[22])
end
redis.call('HINCRBY', ARGV[17] .. case, 'version', 1)
redis.call('HINCRBY', ARGV[17] .. case, 'reports', 1)
local kept = string.format('%.0f', ARGV[7] + ARGV[26])
keep(ARGV[17] .. case, kept)
if redis.call('HLEN', ARGV[18] .. case) < tonumber(ARGV[24]) then
  redis.call('HSET', ARGV[18] .. case, ARGV[1], ARGV[23])
end
keep(ARGV[18] .. case, kept)
redis.call('SET', KEYS[11], case, 'KEEPTTL')
keep(KEYS[11], kept)
redis.call('SADD', KEYS[12], case)
local ends = string.format('%.0f', ARGV[6] + ARGV[7])
redis.call('ZADD', KEYS[13], 'GT', ends, case)

redis.call('HSET', KEYS[2], 'evidence', ARGV[4], 'extent', ARGV[5], 'bytes', size, 'seal', ARGV[3],
  'previous', head, 'state', 'open', 'case', case)
redis.call('PEXPIRE', KEYS[2], kept)
if ARGV[29] == '1' then
  redis.call('SET', KEYS[19], '1')
  keep(KEYS[19], ARGV[7])
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[7])
redis.call('SET', KEYS[4], ARGV[3])
redis.call('ZADD', KEYS[3], ARGV[6], ARGV[1])
redis.call('ZADD', KEYS[20], ARGV[6], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[20], '-inf', string.format('%.0f', ARGV[6] - ARGV[8]))
redis.call('PEXPIRE', KEYS[20], ARGV[8])
redis.call('ZADD', KEYS[5], ends, ARGV[1] .. ':' .. size)
redis.call('INCRBY', KEYS[6], size)
local function count(key, by, window)
  if redis.call('INCRBY', key, by) == by then
    redis.call('PEXPIRE', key, window)
  end
end
count(KEYS[7], 1, ARGV[8])
count(KEYS[8], 1, ARGV[8])
count(KEYS[9], size, ARGV[11])
count(KEYS[10], size, ARGV[11])
count_month(ARGV[30], ARGV[6], ARGV[31])
return {'filed', ARGV[1]}
