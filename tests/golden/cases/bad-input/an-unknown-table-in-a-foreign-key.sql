-- Named as PostgreSQL does.
-- from:


-- to:
CREATE TABLE t (id integer REFERENCES nowhere);
-- findings:
-- to.sql:1:39: error: relation "nowhere" does not exist [UP201]
-- exit code 2
