-- It is dropped and made again under the same name.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE INDEX i ON t (a);
CREATE INDEX j ON t (b) WHERE b > 0;
CREATE UNIQUE INDEX k ON t (a, b);

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE INDEX i ON t (a DESC NULLS LAST, b);
CREATE INDEX j ON t USING hash (b);
CREATE UNIQUE INDEX k ON t (a) INCLUDE (b);
COMMENT ON INDEX k IS 'key';

-- plan:
DROP INDEX public.i;
DROP INDEX public.j;
DROP INDEX public.k;
CREATE INDEX i ON public.t USING btree (a DESC NULLS LAST, b);
CREATE INDEX j ON public.t USING hash (b);
CREATE UNIQUE INDEX k ON public.t USING btree (a) INCLUDE (b);
COMMENT ON INDEX public.k IS 'key';

-- back:
DROP INDEX public.i;
DROP INDEX public.j;
DROP INDEX public.k;
CREATE INDEX i ON public.t USING btree (a);
CREATE INDEX j ON public.t USING btree (b) WHERE b > 0;
CREATE UNIQUE INDEX k ON public.t USING btree (a, b);

-- diff:
-- schema public
--     table public.t
--     ~ index i  elements: a → a, b
--     ~ index j
--         method: btree → hash
--         predicate: b > 0 → (none)
--     ~ index k
--         comment: (none) → key
--         elements: a, b → a
--         include: (none) → b
--
-- 0 added, 3 changed, 0 removed
