-- The place is where it begins.
-- from:


-- to:
CREATE TABLE t (id integer DEFAULT 'oops);
CREATE TABLE u (id integer);
-- findings:
-- error: unterminated quoted string [UP112]
-- exit code 2
