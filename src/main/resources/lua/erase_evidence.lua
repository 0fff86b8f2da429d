-- Erases reports and cases that have come of age.
-- Uses cases, clock, erasing.
-- KEYS[1] ends     sorted set: '<report>:<bytes>' by when it is to be erased
-- KEYS[2] total    string: the sum of those bytes
-- KEYS[3] open     sorted set: reports that nobody has decided on
-- KEYS[4] ages     sorted set: case by when it is forgotten
-- KEYS[5] cases    sorted set: open cases by score
-- KEYS[6] queue    sorted set: those that nobody has claimed, by score
-- KEYS[7] claimed  sorted set: those that somebody has, by the end of the claim
-- KEYS[8] unranked set: cases that have changed since their priority was worked out
-- KEYS[9] decided  sorted set: decided cases by the time of the decision
-- KEYS[10] held    sorted set: cases that are kept for longer, by when to look at them again
-- KEYS[11] sizes   sorted set: '<report>:<bytes>' by the time of filing, of the build before
-- ARGV[1] limit    how many of each to erase at most
-- ARGV[2] reports  prefix of the keys of reports
-- ARGV[3] minors   prefix of the keys of those about somebody under age
-- ARGV[4] facts    prefix of the keys of what cases know of their reports
-- ARGV[5] prefix   of the keys of cases
-- ARGV[6] lifetime milliseconds for which the build before kept reports
-- Returns {reports, cases, left}: how many were erased, and how many are left whose time is over.
local now = string.format('%.0f', now_millis())
local reports = erase_reports(now, ARGV[1], KEYS[1], KEYS[2], KEYS[3], ARGV[2], ARGV[3], ARGV[4])
local old = redis.call('ZRANGE', KEYS[4], '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[1])
for _, case in ipairs(old) do
  redis.call('DEL', ARGV[5] .. case, ARGV[4] .. case)
  take_case_out(case, KEYS[5], KEYS[6], KEYS[7], KEYS[8])
  redis.call('ZREM', KEYS[4], case)
  redis.call('ZREM', KEYS[9], case)
  redis.call('ZREM', KEYS[10], case)
end
local oldest = string.format('%.0f', now - ARGV[6])
local before = redis.call('ZRANGE', KEYS[11], '-inf', oldest, 'BYSCORE', 'LIMIT', 0, ARGV[1])
for _, entry in ipairs(before) do
  local report, bytes = string.match(entry, '^(.*):(%d+)$')
  redis.call('DECRBY', KEYS[2], bytes)
  redis.call('ZREM', KEYS[3], report)
  redis.call('ZREM', KEYS[11], entry)
end
local left = redis.call('ZCOUNT', KEYS[1], '-inf', now) + redis.call('ZCOUNT', KEYS[4], '-inf', now)
return {reports, #old, left}
