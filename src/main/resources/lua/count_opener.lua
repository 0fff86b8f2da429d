-- Counts an opener and says how many alike were counted of late. Called twice it counts twice, which
-- holds a sender back a little sooner at worst.
-- KEYS[1] present  string: counters of a byte each, of these minutes
-- KEYS[2] former   string: the same of the minutes before
-- ARGV[1] lifetime milliseconds for which these minutes are kept
-- ARGV[2] groups   how many groups of counters follow, each as '1' to count or '0' to look, how many
--                  counters, and which
-- Returns for each group the second largest sum of both, or the only one.
local told, at = {}, 3
for group = 1, tonumber(ARGV[2]) do
  local counts, slots = ARGV[at] == '1', tonumber(ARGV[at + 1])
  local first, second = 0, 0
  for i = at + 2, at + 1 + slots do
    local slot = '#' .. ARGV[i]
    local sum
    if counts then
      sum = redis.call('BITFIELD', KEYS[1], 'OVERFLOW', 'SAT', 'INCRBY', 'u8', slot, 1)[1]
    else
      sum = redis.call('BITFIELD', KEYS[1], 'GET', 'u8', slot)[1]
    end
    sum = math.min(255, sum + redis.call('BITFIELD', KEYS[2], 'GET', 'u8', slot)[1])
    if sum > first then
      first, second = sum, first
    elseif sum > second then
      second = sum
    end
  end
  told[group] = slots == 1 and first or second
  at = at + 2 + slots
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return told
