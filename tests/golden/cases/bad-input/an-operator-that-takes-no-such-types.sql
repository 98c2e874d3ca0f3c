-- 42883.
-- from:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);

-- to:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);
CREATE INDEX i ON t ((a + c));
-- findings:
-- to.sql:3:25: error: operator does not exist: integer + text [UP204]
-- HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
-- exit code 2
