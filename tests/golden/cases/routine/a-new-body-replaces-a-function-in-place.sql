-- What depends on the function stays.
-- from:
CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT x + 1 $$;
CREATE TABLE t (a integer CHECK (f(a) > 0));
GRANT EXECUTE ON FUNCTION f TO role_a;

-- to:
CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT x + 2 $$;
CREATE TABLE t (a integer CHECK (f(a) > 0));
GRANT EXECUTE ON FUNCTION f TO role_a;

-- plan:
CREATE OR REPLACE FUNCTION public.f(x integer)
RETURNS integer
LANGUAGE sql IMMUTABLE
AS $$ SELECT x + 2 $$;

-- diff:
-- schema public
--   ~ function public.f(integer)  body: SELECT x + 1 → SELECT x + 2
--
-- 0 added, 1 changed, 0 removed
