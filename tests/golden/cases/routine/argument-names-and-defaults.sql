-- A default may be added in place; a name change or a lost default needs a new function.
-- from:
CREATE FUNCTION f(a integer, b integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION g(a integer, b text DEFAULT 'x') RETURNS text LANGUAGE sql AS 'SELECT b';

-- to:
CREATE FUNCTION f(a integer, b integer DEFAULT 3) RETURNS integer LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION g(z integer, b text) RETURNS text LANGUAGE sql AS 'SELECT b';

-- plan:
CREATE OR REPLACE FUNCTION public.f(a integer, b integer DEFAULT 3)
RETURNS integer
LANGUAGE sql
AS $$SELECT a$$;

DROP FUNCTION public.g(integer, text);

CREATE FUNCTION public.g(z integer, b text)
RETURNS text
LANGUAGE sql
AS $$SELECT b$$;

-- back:
DROP FUNCTION public.f(integer, integer);

CREATE FUNCTION public.f(a integer, b integer)
RETURNS integer
LANGUAGE sql
AS $$SELECT a$$;

DROP FUNCTION public.g(integer, text);

CREATE FUNCTION public.g(a integer, b text DEFAULT 'x')
RETURNS text
LANGUAGE sql
AS $$SELECT b$$;
