-- With their types and operator classes in use.
-- from:
CREATE TABLE t (a text);

-- to:
CREATE EXTENSION citext;
CREATE EXTENSION pg_trgm;
CREATE TABLE t (a text, b citext);
CREATE INDEX i ON t USING gin (a gin_trgm_ops);

-- plan:
CREATE EXTENSION citext;
CREATE EXTENSION pg_trgm;
ALTER TABLE public.t ADD COLUMN b citext;
CREATE INDEX CONCURRENTLY i ON public.t USING gin (a public.gin_trgm_ops);

-- back:
DROP INDEX CONCURRENTLY public.i;
ALTER TABLE public.t DROP COLUMN b;
DROP EXTENSION citext;
DROP EXTENSION pg_trgm;
