-- ADD, DROP and ALTER ATTRIBUTE.
-- from:
CREATE TYPE c AS (a integer, b text, d date);
CREATE FUNCTION f(c) RETURNS text LANGUAGE sql AS 'SELECT ($1).b';

-- to:
CREATE TYPE c AS (a bigint, b text, e numeric(5,2));
CREATE FUNCTION f(c) RETURNS text LANGUAGE sql AS 'SELECT ($1).b';
COMMENT ON COLUMN c.e IS 'new';

-- plan:
ALTER TYPE public.c ADD ATTRIBUTE e numeric(5,2);
COMMENT ON COLUMN public.c.e IS 'new';
ALTER TYPE public.c ALTER ATTRIBUTE a TYPE bigint;
ALTER TYPE public.c DROP ATTRIBUTE d;

-- back:
ALTER TYPE public.c ADD ATTRIBUTE d date;
ALTER TYPE public.c ALTER ATTRIBUTE a TYPE integer;
ALTER TYPE public.c DROP ATTRIBUTE e;

-- diff:
-- schema public
--     composite public.c
--     ~ column a  type: integer → bigint
--     - column d  date
--     + column e  numeric(5,2)
--
-- 1 added, 1 changed, 1 removed
