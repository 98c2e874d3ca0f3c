-- Views on it, a function that returns its row type, grants.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW v AS SELECT id, a, b FROM t;
CREATE VIEW w AS SELECT id FROM v;
CREATE FUNCTION f() RETURNS SETOF v LANGUAGE sql AS 'SELECT * FROM v';
GRANT SELECT ON w TO role_a;

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW v AS SELECT id, b FROM t;
CREATE VIEW w AS SELECT id FROM v;
CREATE FUNCTION f() RETURNS SETOF v LANGUAGE sql AS 'SELECT * FROM v';
GRANT SELECT ON w TO role_a;

-- plan:
DROP VIEW public.w;
DROP FUNCTION public.f();
DROP VIEW public.v;

CREATE VIEW public.v AS
SELECT id, b FROM public.t;

CREATE FUNCTION public.f()
RETURNS SETOF public.v
LANGUAGE sql
AS $$SELECT * FROM v$$;

CREATE VIEW public.w AS
SELECT id FROM public.v;

GRANT SELECT ON TABLE public.w TO role_a;

-- back:
DROP VIEW public.w;
DROP FUNCTION public.f();
DROP VIEW public.v;

CREATE VIEW public.v AS
SELECT id, a, b FROM public.t;

CREATE FUNCTION public.f()
RETURNS SETOF public.v
LANGUAGE sql
AS $$SELECT * FROM v$$;

CREATE VIEW public.w AS
SELECT id FROM public.v;

GRANT SELECT ON TABLE public.w TO role_a;
