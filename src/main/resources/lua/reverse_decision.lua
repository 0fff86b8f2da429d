-- Notes that the decision on a case was wrong: each who reported has been right once less. Once for each
-- case.
-- KEYS[1] case     hash: state, reversed
-- ARGV[1] prefix   of the keys of records
-- ARGV[2] right    the letter of a case in which a reporter was right
-- ARGV[3] wrong    the letter of one in which the reporter was wrong
-- ARGV[4] memory   milliseconds for which a record is kept
-- ARGV[5], ...     the devices of those who reported, each once
-- Returns 'reversed', 'over' when an earlier call has done it or nobody knows the case any more, or
-- 'early' when the decision has not been carried out yet.
local state = redis.call('HGET', KEYS[1], 'state')
if not state then
  return 'over'
end
if state ~= 'decided' then
  return 'early'
end
if redis.call('HSETNX', KEYS[1], 'reversed', '1') == 0 then
  return 'over'
end
for i = 5, #ARGV do
  local key = ARGV[1] .. ARGV[i]
  local before, after = string.match(redis.call('GET', key) or '', '^(.*)' .. ARGV[2] .. '(.-)$')
  if before then
    redis.call('SET', key, before .. ARGV[3] .. after, 'PX', ARGV[4])
  end
end
return 'reversed'
