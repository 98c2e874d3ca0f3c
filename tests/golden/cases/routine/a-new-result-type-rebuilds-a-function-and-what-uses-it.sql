-- CREATE OR REPLACE cannot change the result: views, checks, defaults and indexes on it go and come back.
-- from:
CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT x + 1 $$;
CREATE TABLE t (a integer CHECK (f(a) > 0), b integer DEFAULT f(1));
CREATE INDEX t_f ON t (f(a));
CREATE VIEW v AS SELECT f(a) AS fa FROM t;

-- to:
CREATE FUNCTION f(x integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT x::bigint + 1 $$;
CREATE TABLE t (a integer CHECK (f(a) > 0), b integer DEFAULT f(1));
CREATE INDEX t_f ON t (f(a));
CREATE VIEW v AS SELECT f(a) AS fa FROM t;

-- plan:
ALTER TABLE public.t ALTER COLUMN b DROP DEFAULT;
DROP VIEW public.v;
DROP INDEX public.t_f;
ALTER TABLE public.t DROP CONSTRAINT t_a_check;
DROP FUNCTION public.f(integer);

CREATE FUNCTION public.f(x integer)
RETURNS bigint
LANGUAGE sql IMMUTABLE
AS $$ SELECT x::bigint + 1 $$;

ALTER TABLE public.t ADD CONSTRAINT t_a_check CHECK (public.f(a) > 0) NOT VALID;
CREATE INDEX CONCURRENTLY t_f ON public.t USING btree ((public.f(a)));

CREATE VIEW public.v AS
SELECT public.f(a) AS fa FROM public.t;

ALTER TABLE public.t ALTER COLUMN b SET DEFAULT public.f(1);
ALTER TABLE public.t VALIDATE CONSTRAINT t_a_check;

-- back:
ALTER TABLE public.t ALTER COLUMN b DROP DEFAULT;
DROP VIEW public.v;
DROP INDEX public.t_f;
ALTER TABLE public.t DROP CONSTRAINT t_a_check;
DROP FUNCTION public.f(integer);

CREATE FUNCTION public.f(x integer)
RETURNS integer
LANGUAGE sql IMMUTABLE
AS $$ SELECT x + 1 $$;

ALTER TABLE public.t ADD CONSTRAINT t_a_check CHECK (public.f(a) > 0) NOT VALID;
CREATE INDEX CONCURRENTLY t_f ON public.t USING btree ((public.f(a)));

CREATE VIEW public.v AS
SELECT public.f(a) AS fa FROM public.t;

ALTER TABLE public.t ALTER COLUMN b SET DEFAULT public.f(1);
ALTER TABLE public.t VALIDATE CONSTRAINT t_a_check;
