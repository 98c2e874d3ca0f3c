-- All that an index element can have.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE INDEX i ON t (a text_pattern_ops, a COLLATE "C" DESC);
CREATE INDEX j ON t USING gin (to_tsvector('english', a)) WITH (fastupdate = off);
CREATE UNIQUE INDEX k ON t (b) NULLS NOT DISTINCT WHERE (a IS NOT NULL);

-- plan:
CREATE INDEX CONCURRENTLY i ON public.t USING btree (a text_pattern_ops, a COLLATE pg_catalog."C" DESC);
CREATE INDEX CONCURRENTLY j ON public.t USING gin ((to_tsvector('english', a))) WITH (fastupdate=off);
CREATE UNIQUE INDEX CONCURRENTLY k ON public.t USING btree (b) NULLS NOT DISTINCT WHERE (a IS NOT NULL);

-- back:
DROP INDEX CONCURRENTLY public.i;
DROP INDEX CONCURRENTLY public.j;
DROP INDEX CONCURRENTLY public.k;
