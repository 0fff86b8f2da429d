-- A prelude of the tests.

-- Returns twice the number.
local function double(number)
  return number * 2
end

local function nobody_calls_this()
  return 0
end
