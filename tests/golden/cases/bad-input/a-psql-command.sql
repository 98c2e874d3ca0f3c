-- Only psql can run it.
-- from:


-- to:
CREATE TABLE t (id integer);
\i other.sql
-- findings:
-- error: psql meta-command "\i" is not SQL [UP104]
-- HINT: Give Underpin the folder that holds the included files; it reads every .sql file below.
-- exit code 2
