-- ALTER INDEX RENAME, nothing is built.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE INDEX i ON t (a);

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
-- underpin: renamed from i
CREATE INDEX j ON t (a);
-- plan:
ALTER INDEX public.i RENAME TO j;
