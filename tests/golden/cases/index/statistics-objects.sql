-- CREATE STATISTICS, changed kinds, target.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE STATISTICS s (ndistinct) ON a, b FROM t;

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE STATISTICS s (dependencies) ON a, b FROM t;
CREATE STATISTICS s2 ON lower(a), b FROM t;
ALTER STATISTICS s2 SET STATISTICS 100;

-- plan:
CREATE STATISTICS public.s2 ON b, (lower(a)) FROM public.t;
ALTER STATISTICS public.s2 SET STATISTICS 100;
DROP STATISTICS public.s;
CREATE STATISTICS public.s (dependencies) ON a, b FROM public.t;

-- back:
DROP STATISTICS public.s;
CREATE STATISTICS public.s (ndistinct) ON a, b FROM public.t;
DROP STATISTICS public.s2;
