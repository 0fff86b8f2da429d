-- Makes rooms of proposed pairs; of each pair both are taken out of the queue or neither is.
-- Uses tickets, clock.
-- KEYS[1] tickets  hash: session -> '<epoch>|<put in>|<packed ticket>', put in at Unix seconds
-- KEYS[2] members  hash: session -> '<room>', and once it came back there '<room>|<epoch>|<node>'
-- KEYS[2 + i]      string: the room of pair i (from 1)
-- ARGV[1] lifetime milliseconds after which a forgotten room goes
-- ARGV[6i - 4]     id of the room of pair i; then the packed room, and session and epoch as seen of
--                  the older and of the newer member
-- Returns for each pair 0 when it was claimed, else the sum of 1 (the older one does not wait
-- with that epoch) and 2 (the newer one does not). A pair claimed by an earlier call with the
-- same room id counts as claimed, so the call may be repeated.
-- One read and one write serve all pairs: calls are what a script costs.
local pairs_count = #KEYS - 2
local sessions = {}
for i = 1, pairs_count do
  sessions[2 * i - 1], sessions[2 * i] = ARGV[6 * i - 2], ARGV[6 * i]
end
local tickets = redis.call('HMGET', KEYS[1], unpack(sessions))
local waiting = {}
for i, session in ipairs(sessions) do
  waiting[session] = epoch_of(tickets[i])
end

-- An absolute time is written to the append-only file as it is.
local expiry = string.format('%.0f', now_millis() + ARGV[1])
local outcomes, claimed, members = {}, {}, {}
for i = 1, pairs_count do
  local room, older, newer = ARGV[6 * i - 4], ARGV[6 * i - 2], ARGV[6 * i]
  local outcome = 0
  if waiting[older] ~= ARGV[6 * i - 1] then
    outcome = outcome + 1
  end
  if waiting[newer] ~= ARGV[6 * i + 1] then
    outcome = outcome + 2
  end
  if outcome == 0 then
    -- Whoever stands in a second pair of this call waits no more.
    waiting[older], waiting[newer] = nil, nil
    local at = #claimed
    claimed[at + 1], claimed[at + 2] = older, newer
    members[2 * at + 1], members[2 * at + 2] = older, room
    members[2 * at + 3], members[2 * at + 4] = newer, room
    redis.call('SET', KEYS[2 + i], ARGV[6 * i - 3], 'PXAT', expiry)
  elseif redis.call('EXISTS', KEYS[2 + i]) == 1 then
    outcome = 0
  end
  outcomes[i] = outcome
end
if #claimed > 0 then
  redis.call('HDEL', KEYS[1], unpack(claimed))
  redis.call('HSET', KEYS[2], unpack(members))
end
return outcomes
