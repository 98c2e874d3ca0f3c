-- 42883: the name is there, but nothing takes an integer.
-- from:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);

-- to:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);
CREATE VIEW v AS SELECT lower(a) FROM t;
-- findings:
-- to.sql:3:25: error: function lower(integer) does not exist [UP204]
-- HINT: No function matches the given name and argument types. You might need to add explicit type casts.
-- exit code 2
