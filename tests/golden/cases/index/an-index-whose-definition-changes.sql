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
ALTER INDEX public.i RENAME TO underpin_old_i;
CREATE INDEX CONCURRENTLY i ON public.t USING btree (a DESC NULLS LAST, b);
ALTER INDEX public.j RENAME TO underpin_old_j;
CREATE INDEX CONCURRENTLY j ON public.t USING hash (b);
ALTER INDEX public.k RENAME TO underpin_old_k;
CREATE UNIQUE INDEX CONCURRENTLY k ON public.t USING btree (a) INCLUDE (b);
DROP INDEX CONCURRENTLY public.underpin_old_i;
DROP INDEX CONCURRENTLY public.underpin_old_j;
DROP INDEX CONCURRENTLY public.underpin_old_k;
COMMENT ON INDEX public.k IS 'key';

-- back:
ALTER INDEX public.i RENAME TO underpin_old_i;
CREATE INDEX CONCURRENTLY i ON public.t USING btree (a);
ALTER INDEX public.j RENAME TO underpin_old_j;
CREATE INDEX CONCURRENTLY j ON public.t USING btree (b) WHERE b > 0;
ALTER INDEX public.k RENAME TO underpin_old_k;
CREATE UNIQUE INDEX CONCURRENTLY k ON public.t USING btree (a, b);
DROP INDEX CONCURRENTLY public.underpin_old_i;
DROP INDEX CONCURRENTLY public.underpin_old_j;
DROP INDEX CONCURRENTLY public.underpin_old_k;

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
