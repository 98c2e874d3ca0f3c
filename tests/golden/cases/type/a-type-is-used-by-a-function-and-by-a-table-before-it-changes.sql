-- Enum to text in a column with a default, a view and a function.
-- from:
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (x e DEFAULT 'a');
CREATE FUNCTION f(e) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
CREATE VIEW v AS SELECT f(x) AS fx FROM t;

-- to:
CREATE TABLE t (x text DEFAULT 'a');
CREATE FUNCTION f(text) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
CREATE VIEW v AS SELECT f(x) AS fx FROM t;

-- back:
