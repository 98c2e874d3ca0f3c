-- Every byte there is, many times.
-- from, made by:
-- bytes(range(256)) * 64

-- to:
