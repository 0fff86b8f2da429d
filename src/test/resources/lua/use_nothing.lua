-- Names a prelude that is not there.
-- Uses nothing.
-- Returns nothing.
return 1
