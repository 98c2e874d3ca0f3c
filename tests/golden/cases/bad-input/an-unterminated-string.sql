-- The place is where it begins.
-- from:


-- to:
CREATE TABLE t (id integer DEFAULT 'oops);
CREATE TABLE u (id integer);
-- findings:
-- to.sql:1:36: error: unterminated quoted string [UP112]
-- exit code 2
