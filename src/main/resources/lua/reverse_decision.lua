-- Notes that the decision on a case was wrong: each who reported has been right once less. Once for each
-- case.
-- KEYS[1] case     hash: state, decision, reversed
-- ARGV[1] decision that was wrong
-- ARGV[2] prefix   of the keys of records
-- ARGV[3] right    the letter of a case in which a reporter was right
-- ARGV[4] wrong    the letter of one in which the reporter was wrong
-- ARGV[5] memory   milliseconds for which a record is kept
-- ARGV[6], ...     the devices of those who reported, each once
-- Returns 'reversed', 'over' when an earlier call has done it or this is not the decision on the case,
-- or 'early' when it has not been carried out yet.
local known = redis.call('HMGET', KEYS[1], 'state', 'decision')
if known[2] ~= ARGV[1] then
  return 'over'
end
if known[1] ~= 'decided' then
  return 'early'
end
if redis.call('HSETNX', KEYS[1], 'reversed', '1') == 0 then
  return 'over'
end
for i = 6, #ARGV do
  local key = ARGV[2] .. ARGV[i]
  local before, after = string.match(redis.call('GET', key) or '', '^(.*)' .. ARGV[3] .. '(.-)$')
  if before then
    redis.call('SET', key, before .. ARGV[4] .. after, 'PX', ARGV[5])
  end
end
return 'reversed'
