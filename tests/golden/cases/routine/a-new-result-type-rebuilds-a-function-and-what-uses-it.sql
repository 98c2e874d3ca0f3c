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

-- back:
