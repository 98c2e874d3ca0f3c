-- SELECT * was expanded when the view was made; so it is now.
-- from:
CREATE TABLE t (id integer);
CREATE VIEW v AS SELECT * FROM t;

-- to:
CREATE TABLE t (id integer, a text);
CREATE VIEW v AS SELECT * FROM t;

-- plan:
ALTER TABLE public.t ADD COLUMN a text;

CREATE OR REPLACE VIEW public.v AS
SELECT t.id, t.a FROM public.t;

-- back:
DROP VIEW public.v;

CREATE VIEW public.v AS
SELECT t.id FROM public.t;

ALTER TABLE public.t DROP COLUMN a;
