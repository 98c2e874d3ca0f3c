-- PostgreSQL cannot: a new type, and the columns that use it are changed over.
-- from:
CREATE TYPE e AS ENUM ('a', 'b', 'c');
CREATE TABLE t (id integer, x e NOT NULL DEFAULT 'a', y e[]);
CREATE INDEX i ON t (x) WHERE x = 'a';
CREATE VIEW v AS SELECT x FROM t;

-- to:
CREATE TYPE e AS ENUM ('a', 'c');
CREATE TABLE t (id integer, x e NOT NULL DEFAULT 'a', y e[]);
CREATE INDEX i ON t (x) WHERE x = 'a';
CREATE VIEW v AS SELECT x FROM t;
-- plan:
DROP VIEW public.v;
DROP INDEX public.i;
ALTER TYPE public.e RENAME TO e_old;
CREATE TYPE public.e AS ENUM ('a', 'c');
ALTER TABLE public.t ALTER COLUMN y TYPE public.e[] USING y::text::public.e[];
ALTER TABLE public.t ALTER COLUMN x DROP DEFAULT;
ALTER TABLE public.t ALTER COLUMN x TYPE public.e USING x::text::public.e;
DROP TYPE public.e_old;
ALTER TABLE public.t ALTER COLUMN x SET DEFAULT 'a';
CREATE INDEX i ON public.t USING btree (x) WHERE x = 'a';

CREATE VIEW public.v AS
SELECT x FROM public.t;
