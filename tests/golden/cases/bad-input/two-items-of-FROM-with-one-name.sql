-- 42712.
-- from:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);

-- to:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);
CREATE VIEW v AS SELECT 1 AS one FROM t x JOIN u x ON true;
-- plan:
CREATE VIEW public.v AS
SELECT 1 AS one FROM public.t x JOIN public.u x ON true;
