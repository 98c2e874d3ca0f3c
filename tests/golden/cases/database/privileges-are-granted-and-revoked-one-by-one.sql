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

-- back:

-- diff:
