-- End-state DDL: what a later file makes may be used earlier.
-- from:


-- to:
CREATE VIEW v AS SELECT id, f(a) AS fa FROM t;
CREATE TABLE t (id integer PRIMARY KEY, a my_enum, u integer REFERENCES u);
CREATE FUNCTION f(x my_enum) RETURNS text LANGUAGE sql AS $$ SELECT x::text $$;
CREATE TYPE my_enum AS ENUM ('p', 'q');
CREATE TABLE u (id integer PRIMARY KEY);
