-- The second CREATE is the error.
-- from:


-- to:
CREATE TABLE t (id integer);
CREATE VIEW t AS SELECT 1 AS a;
-- findings:
-- error: relation "t" already exists [UP207]
-- exit code 2
