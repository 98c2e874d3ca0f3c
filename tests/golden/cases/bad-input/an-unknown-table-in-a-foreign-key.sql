-- Named as PostgreSQL does.
-- from:


-- to:
CREATE TABLE t (id integer REFERENCES nowhere);
-- findings:
-- error: relation "nowhere" does not exist [UP201]
-- exit code 2
