-- Also columns, functions, types, PUBLIC and grant options.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT x + 1 $$;
CREATE TYPE e AS ENUM ('a');
GRANT SELECT, DELETE ON t TO role_a;
GRANT ALL ON t TO role_b;

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT x + 1 $$;
CREATE TYPE e AS ENUM ('a');
GRANT SELECT (id), UPDATE (a) ON t TO role_a;
GRANT INSERT ON t TO role_a WITH GRANT OPTION;
REVOKE EXECUTE ON FUNCTION f(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f(integer) TO role_b;
REVOKE USAGE ON TYPE e FROM PUBLIC;
GRANT SELECT ON t TO PUBLIC;

-- plan:
REVOKE ALL ON TYPE public.e FROM PUBLIC;
REVOKE ALL ON FUNCTION public.f(integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.f(integer) TO role_b;
REVOKE ALL ON TABLE public.t FROM role_b;
REVOKE SELECT, DELETE ON TABLE public.t FROM role_a;
GRANT INSERT ON TABLE public.t TO role_a WITH GRANT OPTION;
GRANT SELECT ON TABLE public.t TO PUBLIC;
GRANT UPDATE (a) ON TABLE public.t TO role_a;
GRANT SELECT (id) ON TABLE public.t TO role_a;

-- back:
GRANT ALL ON TYPE public.e TO PUBLIC;
REVOKE ALL ON FUNCTION public.f(integer) FROM role_b;
GRANT ALL ON FUNCTION public.f(integer) TO PUBLIC;
REVOKE INSERT ON TABLE public.t FROM role_a;
REVOKE SELECT ON TABLE public.t FROM PUBLIC;
GRANT ALL ON TABLE public.t TO role_b;
GRANT SELECT, DELETE ON TABLE public.t TO role_a;
REVOKE UPDATE (a) ON TABLE public.t FROM role_a;
REVOKE SELECT (id) ON TABLE public.t FROM role_a;

-- diff:
-- schema public
--   ~ enum public.e  privileges: (none) → <owner>=ALL
--   ~ function public.f(integer)  privileges: (none) → <owner>=ALL; role_b=ALL
--   ~ table public.t  privileges: <owner>=ALL; role_a=rd; role_b=ALL → <owner>=ALL; PUBLIC=r; role_a=a*
--     ~ column id  privileges: (none) → role_a=r
--     ~ column a  privileges: (none) → role_a=w
--
-- 0 added, 5 changed, 0 removed
