-- ADD, DROP and ALTER ATTRIBUTE.
-- from:
CREATE TYPE c AS (a integer, b text, d date);
CREATE FUNCTION f(c) RETURNS text LANGUAGE sql AS 'SELECT ($1).b';

-- to:
CREATE TYPE c AS (a bigint, b text, e numeric(5,2));
CREATE FUNCTION f(c) RETURNS text LANGUAGE sql AS 'SELECT ($1).b';
COMMENT ON COLUMN c.e IS 'new';

-- back:

-- diff:
