-- Volatility, cost, security, settings, parallel.
-- from:
CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT x + 1 $$;

-- to:
CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql STABLE STRICT SECURITY DEFINER PARALLEL SAFE COST 5 SET search_path = pg_catalog, pg_temp AS $$ SELECT x + 1 $$;
COMMENT ON FUNCTION f(integer) IS 'adds';

-- back:

-- diff:
