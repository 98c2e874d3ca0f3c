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
ALTER TABLE public.t ALTER COLUMN x DROP DEFAULT;
DROP VIEW public.v;
DROP INDEX public.i;
ALTER TYPE public.e RENAME TO e_old;
CREATE TYPE public.e AS ENUM ('a', 'c');
ALTER TABLE public.t ALTER COLUMN x TYPE public.e USING x::text::public.e;
ALTER TABLE public.t ALTER COLUMN x SET DEFAULT 'a';
CREATE INDEX CONCURRENTLY i ON public.t USING btree (x) WHERE x = 'a';

CREATE VIEW public.v AS
SELECT x FROM public.t;

ALTER TABLE public.t ALTER COLUMN y TYPE public.e[] USING y::text::public.e[];
DROP TYPE public.e_old;

-- findings:
-- warning: step alter-column-public.t.x-2 blocks reads and writes of "public.t" for as long as public.t takes to be written anew [UP306]
-- HINT: No online way is known for this change, or a directive asks for this one: run it when the table is small or nobody works, or make the change in steps of your own.
-- warning: step alter-column-public.t.y blocks reads and writes of "public.t" for as long as public.t takes to be written anew [UP306]
-- HINT: No online way is known for this change, or a directive asks for this one: run it when the table is small or nobody works, or make the change in steps of your own.
