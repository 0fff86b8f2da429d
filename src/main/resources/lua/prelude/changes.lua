-- What has changed among the sanctions, by a version that only grows.

-- Takes out what no node needs to hear of any more, and what is kept no longer.
local function forget_changes(now, changes, active, stale, listed, kept)
  local past = string.format('%.0f', now)
  local old = redis.call('ZRANGE', stale, '-inf', past, 'BYSCORE', 'LIMIT', 0, 100)
  if #old > 0 then
    redis.call('ZREM', stale, unpack(old))
    redis.call('ZREM', changes, unpack(old))
    redis.call('ZREM', active, unpack(old))
  end
  old = redis.call('ZRANGE', kept, '-inf', past, 'BYSCORE', 'LIMIT', 0, 100)
  if #old > 0 then
    redis.call('ZREM', kept, unpack(old))
    redis.call('ZREM', listed, unpack(old))
  end
end

-- Gives a sanction the next version and tells all nodes; returns the version. The incarnation shows
-- to whom read an earlier one that this server has lost its data since.
local function note_change(head, changes, channel, id, incarnation)
  redis.call('HSETNX', head, 'incarnation', incarnation)
  local version = redis.call('HINCRBY', head, 'version', 1)
  redis.call('ZADD', changes, version, id)
  redis.call('PUBLISH', channel, version)
  return version
end
