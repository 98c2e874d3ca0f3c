-- The old state has no such column.
-- from:
CREATE TABLE t (id integer);

-- to:
CREATE TABLE t (id integer, b text /* x */ -- underpin: renamed from a
);
-- findings:
-- to.sql:1:44: error: the old state has no column "a" that was renamed to "public.t.b" [UP110]
-- HINT: Remove the directive where the rename has been done everywhere.
-- exit code 3
