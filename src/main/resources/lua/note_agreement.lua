-- Notes whether the other gateway of a reported chat has seen the same, once.
-- KEYS[1] report   hash: agrees
-- ARGV[1] agrees   '1' or '0'
-- Returns 1, or 0 when that is known or the report is not there.
if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
return redis.call('HSETNX', KEYS[1], 'agrees', ARGV[1])
