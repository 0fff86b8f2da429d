-- Counts by month, which outlive what they count.

-- Counts one more of something in the month of that time in epoch milliseconds, in UTC, such as
-- '2026-11'. A month is kept for 25 months.
local function count_month(prefix, millis, field)
  -- Days since the first of March of the year 0, so that a leap day is the last of its year.
  local days = math.floor(millis / 86400000) + 719468
  local era = math.floor(days / 146097)
  local day = days - era * 146097
  local leaps = math.floor(day / 1460) - math.floor(day / 36524) + math.floor(day / 146096)
  local year = math.floor((day - leaps) / 365)
  local rest = day - (365 * year + math.floor(year / 4) - math.floor(year / 100))
  local month = (math.floor((5 * rest + 2) / 153) + 2) % 12 + 1
  local key = prefix .. string.format('%04d-%02d', year + era * 400 + (month <= 2 and 1 or 0), month)
  if redis.call('HINCRBY', key, field, 1) == 1 and redis.call('PTTL', key) < 0 then
    redis.call('PEXPIRE', key, 775 * 86400000)
  end
end

-- Returns the number of the span that so many milliseconds are in: from one to the next they grow by
-- the square root of two, so that 120 of them hold every time, and two of them double it.
local function span_of(millis)
  local seconds = math.max(millis / 1000, 1)
  return string.format('%.0f', math.min(math.ceil(2 * math.log(seconds) / math.log(2)), 120))
end
