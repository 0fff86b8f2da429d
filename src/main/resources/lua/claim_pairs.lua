-- Makes rooms of proposed pairs; of each pair both are taken out of the queue or neither is.
-- KEYS[1] tickets  hash: session -> '<epoch>|<put in>|<packed ticket>', put in at Unix seconds
-- KEYS[2] queue    sorted set: session by waiting since
-- KEYS[3 + 3i]     string: the room of pair i (from 0)
-- KEYS[4 + 3i]     string: the room that its older member is in
-- KEYS[5 + 3i]     string: the room that its newer member is in
-- ARGV[1] lifetime milliseconds after which a forgotten room goes
-- ARGV[2 + 6i]     id of the room; then the packed room, and session and epoch as seen
--                  of the older and of the newer member
-- Returns for each pair 0 when it was claimed, else the sum of 1 (the older one does not wait
-- with that epoch) and 2 (the newer one does not). A pair claimed by an earlier call with the
-- same room id counts as claimed, so the call may be repeated.
local function waits(session, epoch)
  local ticket = redis.call('HGET', KEYS[1], session)
  return ticket and string.match(ticket, '^%d+') == epoch
end

local outcomes = {}
local pairs_count = (#KEYS - 2) / 3
for i = 0, pairs_count - 1 do
  local key, arg = 3 + 3 * i, 2 + 6 * i
  local older, newer = ARGV[arg + 2], ARGV[arg + 4]
  local outcome = 0
  if not waits(older, ARGV[arg + 3]) then
    outcome = outcome + 1
  end
  if not waits(newer, ARGV[arg + 5]) then
    outcome = outcome + 2
  end
  if outcome == 0 then
    redis.call('HDEL', KEYS[1], older, newer)
    redis.call('ZREM', KEYS[2], older, newer)
    redis.call('SET', KEYS[key], ARGV[arg + 1], 'PX', ARGV[1])
    redis.call('SET', KEYS[key + 1], ARGV[arg], 'PX', ARGV[1])
    redis.call('SET', KEYS[key + 2], ARGV[arg], 'PX', ARGV[1])
  elseif redis.call('EXISTS', KEYS[key]) == 1 then
    outcome = 0
  end
  outcomes[i + 1] = outcome
end
return outcomes
