-- Before and after others; a new label is committed before its first use.
-- from:
CREATE TYPE e AS ENUM ('b', 'd');
CREATE TABLE t (x e DEFAULT 'b');

-- to:
CREATE TYPE e AS ENUM ('a', 'b', 'c', 'd', 'f');
CREATE TABLE t (x e DEFAULT 'c');
CREATE INDEX i ON t (x) WHERE x = 'f';

-- plan:
ALTER TYPE public.e ADD VALUE 'a' BEFORE 'b';
ALTER TYPE public.e ADD VALUE 'c' AFTER 'b';
ALTER TYPE public.e ADD VALUE 'f';
ALTER TABLE public.t ALTER COLUMN x SET DEFAULT 'c';
CREATE INDEX CONCURRENTLY i ON public.t USING btree (x) WHERE x = 'f';

-- diff:
-- schema public
--   ~ enum public.e  labels: b, d → a, b, c, d, f
--     table public.t
--     ~ column x  default: 'b' → 'c'
--     + index i  (x)
--
-- 1 added, 2 changed, 0 removed
