-- Truncated input.
-- from:


-- to:
CREATE TABLE t (id integer,
-- findings:
-- error: syntax error at end of input [UP101]
-- exit code 2
