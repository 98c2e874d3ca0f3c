-- The old state has no such column.
-- from:
CREATE TABLE t (id integer);

-- to:
CREATE TABLE t (id integer, b text /* x */ -- underpin: renamed from a
);
