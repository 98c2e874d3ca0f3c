-- Indexes, comments, grants and the views on it come back.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE MATERIALIZED VIEW m AS SELECT a, count(*) AS n FROM t GROUP BY a;
CREATE UNIQUE INDEX m_a ON m (a);
CREATE VIEW w AS SELECT n FROM m;
COMMENT ON MATERIALIZED VIEW m IS 'counts';
GRANT SELECT ON m TO role_a;

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE MATERIALIZED VIEW m AS SELECT a, count(*) AS n FROM t WHERE b > 0 GROUP BY a;
CREATE UNIQUE INDEX m_a ON m (a);
CREATE VIEW w AS SELECT n FROM m;
COMMENT ON MATERIALIZED VIEW m IS 'counts';
GRANT SELECT ON m TO role_a;
-- plan:
DROP VIEW public.w;
DROP MATERIALIZED VIEW public.m;

CREATE MATERIALIZED VIEW public.m AS
SELECT a, count(*) AS n FROM public.t WHERE b > 0 GROUP BY a;

CREATE UNIQUE INDEX m_a ON public.m USING btree (a);

CREATE VIEW public.w AS
SELECT n FROM public.m;

GRANT SELECT ON TABLE public.m TO role_a;
COMMENT ON MATERIALIZED VIEW public.m IS 'counts';
