-- Appends entries to the audit chain, all or none; a second call with the same ones finds them there.
-- KEYS[1] entries stream: '<number>-0' with entry, the packed entry, and mac, its keyed hash
-- KEYS[2] head    string: '<number>:<mac>' of the last entry
-- ARGV[1] head    the last entry as far as the caller knows; '' before the first
-- ARGV[2] first   the number of the first new entry
-- ARGV[3] entry   packed; then its mac, then the next entry, and so on
-- Returns {'appended', head}, or {'moved', head} when the chain has another head: the entries then
-- are to be chained to that one and sent again.
local head = redis.call('GET', KEYS[2]) or ''
local last = ARGV[2] + (#ARGV - 2) / 2 - 1
if head ~= ARGV[1] then
  local id = string.format('%.0f-0', last)
  local there = redis.call('XRANGE', KEYS[1], id, id)[1]
  if there and there[2][4] == ARGV[#ARGV] then
    return {'appended', head}
  end
  return {'moved', head}
end
for i = 3, #ARGV, 2 do
  local id = string.format('%.0f-0', ARGV[2] + (i - 3) / 2)
  redis.call('XADD', KEYS[1], id, 'entry', ARGV[i], 'mac', ARGV[i + 1])
end
head = string.format('%.0f', last) .. ':' .. ARGV[#ARGV]
redis.call('SET', KEYS[2], head)
return {'appended', head}
