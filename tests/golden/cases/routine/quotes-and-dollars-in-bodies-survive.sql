-- Bodies are kept byte by byte.
-- from:
CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT ''it''''s''';

-- to:
CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $body$
DECLARE
  x text := 'it''s $$ here \n';
BEGIN
  RETURN $q$a 'quoted' $$ text$q$ || x;
END
$body$;

-- plan:
CREATE OR REPLACE FUNCTION public.f()
RETURNS text
LANGUAGE plpgsql
AS $_$
DECLARE
  x text := 'it''s $$ here \n';
BEGIN
  RETURN $q$a 'quoted' $$ text$q$ || x;
END
$_$;

-- back:
CREATE OR REPLACE FUNCTION public.f()
RETURNS text
LANGUAGE sql
AS $$SELECT 'it''s'$$;
