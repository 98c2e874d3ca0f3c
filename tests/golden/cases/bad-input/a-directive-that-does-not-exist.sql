-- Spelled wrong.
-- from:


-- to:
CREATE TABLE t (
  b integer -- underpin: renamd from a
);
-- findings:
-- error: unknown directive "renamd from a" [UP109]
-- HINT: Perhaps you meant "renamed from".
-- exit code 2
