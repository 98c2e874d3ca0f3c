-- ALTER … OWNER TO; an unstated owner is nobody's business.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT x + 1 $$;
CREATE VIEW v AS SELECT 1 AS a;
ALTER TABLE t OWNER TO role_a;
ALTER FUNCTION f(integer) OWNER TO role_a;
ALTER VIEW v OWNER TO role_a;

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT x + 1 $$;
CREATE VIEW v AS SELECT 1 AS a;
ALTER TABLE t OWNER TO role_b;
ALTER FUNCTION f(integer) OWNER TO role_b;
ALTER VIEW v OWNER TO role_a;

-- plan:
ALTER FUNCTION public.f(integer) OWNER TO role_b;
ALTER TABLE public.t OWNER TO role_b;

-- back:
ALTER FUNCTION public.f(integer) OWNER TO role_a;
ALTER TABLE public.t OWNER TO role_a;
