-- Volatility, cost, security, settings, parallel.
-- from:
CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT x + 1 $$;

-- to:
CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql STABLE STRICT SECURITY DEFINER PARALLEL SAFE COST 5 SET search_path = pg_catalog, pg_temp AS $$ SELECT x + 1 $$;
COMMENT ON FUNCTION f(integer) IS 'adds';

-- plan:
CREATE OR REPLACE FUNCTION public.f(x integer)
RETURNS integer
LANGUAGE sql STABLE STRICT SECURITY DEFINER PARALLEL SAFE COST 5
SET search_path TO pg_catalog, pg_temp
AS $$ SELECT x + 1 $$;

COMMENT ON FUNCTION public.f(integer) IS 'adds';

-- back:
CREATE OR REPLACE FUNCTION public.f(x integer)
RETURNS integer
LANGUAGE sql IMMUTABLE
AS $$ SELECT x + 1 $$;

COMMENT ON FUNCTION public.f(integer) IS NULL;

-- diff:
-- schema public
--   ~ function public.f(integer)
--       comment: (none) → adds
--       volatility: i → s
--       strict: false → true
--       security definer: false → true
--       parallel: u → s
--       cost: (none) → 5
--       settings: (none) → search_path=pg_catalog, pg_temp
--
-- 0 added, 1 changed, 0 removed
