-- Place and caret; exit code 2; nothing on standard output.
-- from:
CREATE TABLE t (id integer);

-- to:
CREATE TABLE t (
  id integer,
  a txet NOT NUL
);
-- findings:
-- error: syntax error at or near "NUL" [UP101]
-- exit code 2
