-- Opaque kinds: dropped and created as they stand.
-- from:
CREATE FUNCTION eq(point, point) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 ~= $2';

-- to:
CREATE FUNCTION eq(point, point) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 ~= $2';
CREATE OPERATOR === (LEFTARG = point, RIGHTARG = point, FUNCTION = eq, COMMUTATOR = ===);
CREATE TYPE e AS ENUM ('1', '2');
CREATE FUNCTION e_int(e) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1::text::integer';
CREATE CAST (e AS integer) WITH FUNCTION e_int(e) AS ASSIGNMENT;
CREATE TEXT SEARCH CONFIGURATION simple2 (PARSER = "default");
CREATE TABLE t (p point, CHECK (p === point '(1,1)'));

-- plan:
CREATE TYPE public.e AS ENUM ('1', '2');

CREATE FUNCTION public.e_int(public.e)
RETURNS integer
LANGUAGE sql IMMUTABLE
AS $_$SELECT $1::text::integer$_$;

CREATE CAST (public.e AS integer) WITH FUNCTION public.e_int(public.e) AS ASSIGNMENT;
CREATE OPERATOR public.=== (COMMUTATOR = OPERATOR(public.===), FUNCTION = public.eq, LEFTARG = point, RIGHTARG = point);
CREATE TEXT SEARCH CONFIGURATION public.simple2 (COPY = simple);

CREATE TABLE public.t (
    p point,
    CONSTRAINT t_p_check CHECK (p === point '(1,1)')
);

-- back:
DROP TABLE public.t;
DROP CAST (public.e AS integer);
DROP OPERATOR public.===(point, point);
DROP TEXT SEARCH CONFIGURATION public.simple2;
DROP FUNCTION public.e_int(public.e);
DROP TYPE public.e;
