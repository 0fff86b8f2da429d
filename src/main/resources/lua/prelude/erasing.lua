-- Evidence that has come of age.

-- Erases at most so many reports whose time was over by then, and what their cases know of them.
-- Returns how many.
local function erase_reports(by, limit, ends, total, open, reports, minors, facts)
  local due = redis.call('ZRANGE', ends, '-inf', by, 'BYSCORE', 'LIMIT', 0, limit)
  for _, entry in ipairs(due) do
    local report, bytes = string.match(entry, '^(.*):(%d+)$')
    for _, prefix in ipairs({reports, minors}) do
      local case = redis.call('HGET', prefix .. report, 'case')
      if case then
        redis.call('HDEL', facts .. case, report)
      end
      redis.call('DEL', prefix .. report)
    end
    redis.call('ZREM', ends, entry)
    redis.call('ZREM', open, report)
    redis.call('DECRBY', total, bytes)
  end
  return #due
end

-- Keeps a key for at least so many milliseconds more.
local function keep(key, span)
  if redis.call('PTTL', key) < tonumber(span) then
    redis.call('PEXPIRE', key, span)
  end
end
