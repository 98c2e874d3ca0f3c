-- Enum to text in a column with a default, a view and a function.
-- options: --plain
-- from:
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (x e DEFAULT 'a');
CREATE FUNCTION f(e) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
CREATE VIEW v AS SELECT f(x) AS fx FROM t;

-- to:
CREATE TABLE t (x text DEFAULT 'a');
CREATE FUNCTION f(text) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
CREATE VIEW v AS SELECT f(x) AS fx FROM t;

-- plan:
CREATE FUNCTION public.f(text)
RETURNS text
LANGUAGE sql
AS $_$SELECT $1::text$_$;

DROP VIEW public.v;
ALTER TABLE public.t ALTER COLUMN x DROP DEFAULT;
ALTER TABLE public.t ALTER COLUMN x TYPE text;
ALTER TABLE public.t ALTER COLUMN x SET DEFAULT 'a';
DROP FUNCTION public.f(public.e);

CREATE VIEW public.v AS
SELECT public.f(x) AS fx FROM public.t;

DROP TYPE public.e;

-- back:
CREATE TYPE public.e AS ENUM ('a', 'b');

CREATE FUNCTION public.f(public.e)
RETURNS text
LANGUAGE sql
AS $_$SELECT $1::text$_$;

DROP VIEW public.v;
ALTER TABLE public.t ALTER COLUMN x DROP DEFAULT;
ALTER TABLE public.t ALTER COLUMN x TYPE public.e USING x::public.e;
ALTER TABLE public.t ALTER COLUMN x SET DEFAULT 'a';
DROP FUNCTION public.f(text);

CREATE VIEW public.v AS
SELECT public.f(x) AS fx FROM public.t;

-- findings:
-- to.sql:1:17: warning: step alter-column-public.t.x-2 blocks reads and writes of "public.t" for as long as public.t takes to be written anew [UP306]
-- HINT: Without --plain, a strategy spares it where one is known.
