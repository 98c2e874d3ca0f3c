-- 42712.
-- from:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);

-- to:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);
CREATE VIEW v AS SELECT 1 AS one FROM t x JOIN u x ON true;
-- findings:
-- to.sql:3:1: error: table name "x" specified more than once [UP207]
-- exit code 2
