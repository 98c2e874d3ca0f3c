-- NULLS NOT DISTINCT came with 15.
-- options: --target 14
-- from:


-- to:
CREATE TABLE t (id integer UNIQUE NULLS NOT DISTINCT);
