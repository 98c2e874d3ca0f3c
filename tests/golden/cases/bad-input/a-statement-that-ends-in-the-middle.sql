-- Truncated input.
-- from:


-- to:
CREATE TABLE t (id integer,
-- findings:
-- to.sql:1:28: error: syntax error at end of input [UP101]
-- exit code 2
