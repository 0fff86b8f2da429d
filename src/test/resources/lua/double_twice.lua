-- Doubles a number twice.
-- Uses doubling.
-- ARGV[1] number
-- Returns four times the number.
return double(double(ARGV[1]))
