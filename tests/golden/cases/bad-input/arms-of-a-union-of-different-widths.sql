-- 42601.
-- from:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);

-- to:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);
CREATE VIEW v AS SELECT a FROM t UNION SELECT id, b FROM u;
-- findings:
-- to.sql:3:47: error: each UNION query must have the same number of columns [UP211]
-- exit code 2
