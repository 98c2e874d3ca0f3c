-- One changes, one goes, one comes.
-- from:
CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(text) RETURNS integer LANGUAGE sql AS 'SELECT 2';
CREATE VIEW v AS SELECT f(1) AS a;

-- to:
CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql AS 'SELECT 10';
CREATE FUNCTION f(date, VARIADIC text[]) RETURNS integer LANGUAGE sql AS 'SELECT 3';
CREATE VIEW v AS SELECT f(1) AS a;

-- plan:
CREATE FUNCTION public.f(date, VARIADIC text[])
RETURNS integer
LANGUAGE sql
AS $$SELECT 3$$;

CREATE OR REPLACE FUNCTION public.f(integer)
RETURNS integer
LANGUAGE sql
AS $$SELECT 10$$;

DROP FUNCTION public.f(text);

-- back:
CREATE FUNCTION public.f(text)
RETURNS integer
LANGUAGE sql
AS $$SELECT 2$$;

CREATE OR REPLACE FUNCTION public.f(integer)
RETURNS integer
LANGUAGE sql
AS $$SELECT 1$$;

DROP FUNCTION public.f(date, VARIADIC text[]);

-- diff:
-- schema public
--   + function public.f(date, VARIADIC text[])
--   ~ function public.f(integer)  body: SELECT 1 → SELECT 10
--   - function public.f(text)
--
-- 1 added, 1 changed, 1 removed
