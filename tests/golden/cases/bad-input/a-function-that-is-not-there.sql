-- 42883 with the types of the call.
-- from:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);

-- to:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);
ALTER TABLE t ADD CONSTRAINT k CHECK (nofunc(a, c));
-- findings:
-- to.sql:3:39: error: function nofunc(integer, text) does not exist [UP204]
-- HINT: No function matches the given name and argument types. You might need to add explicit type casts.
-- exit code 2
