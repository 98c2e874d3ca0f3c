-- PostgreSQL refuses the change while a view reads the column: views go and come back with grants and comments.
-- options: --plain
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a varchar(20), b integer);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE VIEW w AS SELECT a FROM v WHERE id > 3;
COMMENT ON VIEW w IS 'the upper one';
GRANT SELECT ON w TO role_a;

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE VIEW w AS SELECT a FROM v WHERE id > 3;
COMMENT ON VIEW w IS 'the upper one';
GRANT SELECT ON w TO role_a;

-- plan:
DROP VIEW public.w;
DROP VIEW public.v;
ALTER TABLE public.t ALTER COLUMN a TYPE text;

CREATE VIEW public.v AS
SELECT id, a FROM public.t;

CREATE VIEW public.w AS
SELECT a FROM public.v WHERE id > 3;

GRANT SELECT ON TABLE public.w TO role_a;
COMMENT ON VIEW public.w IS 'the upper one';

-- back:
DROP VIEW public.w;
DROP VIEW public.v;
ALTER TABLE public.t ALTER COLUMN a TYPE character varying(20);

CREATE VIEW public.v AS
SELECT id, a FROM public.t;

CREATE VIEW public.w AS
SELECT a FROM public.v WHERE id > 3;

GRANT SELECT ON TABLE public.w TO role_a;
COMMENT ON VIEW public.w IS 'the upper one';
