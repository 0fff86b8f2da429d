-- Forgets sessions whose rooms are no more: whoever should have ended them is gone.
-- Uses members.
-- KEYS[1] members  hash: session -> '<room>', and once it came back there '<room>|<epoch>|<node>'
-- ARGV[1] rooms    what stands before a room's id in its key
-- ARGV[2] cursor   as returned by the call before, '0' to begin
-- ARGV[3] count    about how many to look at
-- Returns the cursor for the next call, '0' when all have been looked at.
local found = redis.call('HSCAN', KEYS[1], ARGV[2], 'COUNT', ARGV[3])
local members = found[2]
for i = 1, #members, 2 do
  local room = read_member(members[i + 1])
  if redis.call('EXISTS', ARGV[1] .. room) == 0 then
    redis.call('HDEL', KEYS[1], members[i])
  end
end
return found[1]
