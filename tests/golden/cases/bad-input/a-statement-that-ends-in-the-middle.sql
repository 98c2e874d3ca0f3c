-- Truncated input.
-- from:


-- to:
CREATE TABLE t (id integer,
