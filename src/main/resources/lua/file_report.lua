-- Writes a report down, once for each reporter and room: a second call finds the first one's.
-- KEYS[1] filed    string: the report that the reporter has filed about that room
-- KEYS[2] report   hash: evidence, seal, previous, state
-- KEYS[3] open     sorted set: report by the time of filing
-- KEYS[4] head     string: the seal of the last report
-- KEYS[5] count    string: how many the reporter's device has filed of late
-- ARGV[1] id       of the report
-- ARGV[2] previous the seal of the last report, as far as the caller knows; '' before the first
-- ARGV[3] seal     over that and the evidence
-- ARGV[4] evidence the packed report
-- ARGV[5] now      epoch milliseconds
-- ARGV[6] lifetime milliseconds after which the report goes
-- ARGV[7] limit    reports of one device within the window; 0 is no limit
-- ARGV[8] window   milliseconds
-- Returns {'filed', id}, {'too-many', milliseconds until one more is taken} or {'moved', the seal
-- of the last report}, which then is to be tried again with that one.
local known = redis.call('GET', KEYS[1])
if known then
  return {'filed', known}
end
local limit = tonumber(ARGV[7])
if limit > 0 and tonumber(redis.call('GET', KEYS[5]) or '0') >= limit then
  return {'too-many', redis.call('PTTL', KEYS[5])}
end
local head = redis.call('GET', KEYS[4]) or ''
if head ~= ARGV[2] then
  return {'moved', head}
end
redis.call('HSET', KEYS[2], 'evidence', ARGV[4], 'seal', ARGV[3], 'previous', head, 'state', 'open')
redis.call('PEXPIRE', KEYS[2], ARGV[6])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[6])
redis.call('SET', KEYS[4], ARGV[3])
redis.call('ZADD', KEYS[3], ARGV[5], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', string.format('%.0f', ARGV[5] - ARGV[6]))
if redis.call('INCR', KEYS[5]) == 1 then
  redis.call('PEXPIRE', KEYS[5], ARGV[8])
end
return {'filed', ARGV[1]}
