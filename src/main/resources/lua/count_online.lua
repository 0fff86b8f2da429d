-- Counts the sessions that are connected to living nodes.
-- Uses agreement.
-- KEYS[1] nodes    sorted set: node by its last beat, in the time agreed on
-- KEYS[2] online   hash: node -> how many sessions are connected to it
-- KEYS[3] time     string: '<the time agreed on>|<the time of the server>', at the last beat
-- ARGV[1] silence  milliseconds after which a node counts as dead; '' when only those do that have
--                  been declared dead
-- Returns how many there are.
local now = read_agreement(redis.call('GET', KEYS[3]))
local oldest = now and ARGV[1] ~= '' and now - ARGV[1] or '-inf'
local sessions = 0
for _, node in ipairs(redis.call('ZRANGE', KEYS[1], oldest, '+inf', 'BYSCORE')) do
  sessions = sessions + (redis.call('HGET', KEYS[2], node) or 0)
end
return sessions
