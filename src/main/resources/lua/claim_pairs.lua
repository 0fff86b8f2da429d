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
-- One read and one removal serve all pairs: calls are what a script costs.
local pairs_count = (#KEYS - 2) / 3
local sessions = {}
for i = 0, pairs_count - 1 do
  sessions[2 * i + 1], sessions[2 * i + 2] = ARGV[4 + 6 * i], ARGV[6 + 6 * i]
end
local tickets = redis.call('HMGET', KEYS[1], unpack(sessions))
local waiting = {}
for i, session in ipairs(sessions) do
  waiting[session] = tickets[i] and string.match(tickets[i], '^%d+')
end

-- An absolute time is written to the append-only file as it is.
local time = redis.call('TIME')
local expiry = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[1])
local outcomes, claimed = {}, {}
for i = 0, pairs_count - 1 do
  local key, arg = 3 + 3 * i, 2 + 6 * i
  local older, newer = ARGV[arg + 2], ARGV[arg + 4]
  local outcome = 0
  if waiting[older] ~= ARGV[arg + 3] then
    outcome = outcome + 1
  end
  if waiting[newer] ~= ARGV[arg + 5] then
    outcome = outcome + 2
  end
  if outcome == 0 then
    -- Whoever stands in a second pair of this call waits no more.
    waiting[older], waiting[newer] = nil, nil
    claimed[#claimed + 1] = older
    claimed[#claimed + 1] = newer
    redis.call('SET', KEYS[key], ARGV[arg + 1], 'PXAT', expiry)
    redis.call('SET', KEYS[key + 1], ARGV[arg], 'PXAT', expiry)
    redis.call('SET', KEYS[key + 2], ARGV[arg], 'PXAT', expiry)
  elseif redis.call('EXISTS', KEYS[key]) == 1 then
    outcome = 0
  end
  outcomes[i + 1] = outcome
end
if #claimed > 0 then
  redis.call('HDEL', KEYS[1], unpack(claimed))
  redis.call('ZREM', KEYS[2], unpack(claimed))
end
return outcomes
