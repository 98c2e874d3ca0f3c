-- Only psql can run it.
-- from:


-- to:
CREATE TABLE t (id integer);
\i other.sql
