-- NULLS NOT DISTINCT came with 15.
-- options: --target 14
-- from:


-- to:
CREATE TABLE t (id integer UNIQUE NULLS NOT DISTINCT);
-- findings:
-- error: NULLS NOT DISTINCT needs PostgreSQL 15, the target is 14 [UP106]
-- exit code 2
