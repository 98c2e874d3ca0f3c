-- 42P01: a qualifier that FROM does not have, and a table that is not there.
-- from:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);

-- to:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);
CREATE VIEW v AS SELECT x.id FROM t;
CREATE VIEW w AS SELECT id FROM nowhere;
-- findings:
-- to.sql:3:25: error: missing FROM-clause entry for table "x" [UP201]
-- to.sql:4:33: error: relation "nowhere" does not exist [UP201]
-- exit code 2
