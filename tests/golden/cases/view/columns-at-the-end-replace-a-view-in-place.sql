-- CREATE OR REPLACE VIEW keeps grants and dependents.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW v AS SELECT id FROM t;
CREATE VIEW w AS SELECT id FROM v;
GRANT SELECT ON v TO role_a;

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW v AS SELECT id, a FROM t WHERE b > 1;
CREATE VIEW w AS SELECT id FROM v;
GRANT SELECT ON v TO role_a;

-- plan:
CREATE OR REPLACE VIEW public.v AS
SELECT id, a FROM public.t WHERE b > 1;

-- diff:
-- schema public
--   ~ view public.v
--       query: SELECT id FROM public.t → SELECT id, a FROM public.t WHERE b > 1
--       column names: id → id, a
--     + column a  text
--
-- 1 added, 1 changed, 0 removed
