-- Made after their functions; a changed one is rebuilt.
-- from:
CREATE FUNCTION add(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE AGGREGATE total(integer) (SFUNC = add, STYPE = integer);

-- to:
CREATE FUNCTION add(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE AGGREGATE total(integer) (SFUNC = add, STYPE = integer, INITCOND = '0');
CREATE AGGREGATE total2(integer) (SFUNC = add, STYPE = integer);
COMMENT ON AGGREGATE total2(integer) IS 'x';

-- plan:
CREATE AGGREGATE public.total2(integer) (SFUNC = public.add, STYPE = integer);
COMMENT ON AGGREGATE public.total2(integer) IS 'x';
DROP AGGREGATE public.total(integer);
CREATE AGGREGATE public.total(integer) (INITCOND = '0', SFUNC = public.add, STYPE = integer);

-- back:
DROP AGGREGATE public.total(integer);
CREATE AGGREGATE public.total(integer) (SFUNC = public.add, STYPE = integer);
DROP AGGREGATE public.total2(integer);
