-- A check whose expression changes, a key over other columns.
-- from:
CREATE TABLE t (a integer, b integer, CONSTRAINT k PRIMARY KEY (a), CONSTRAINT c CHECK (a > 0));

-- to:
CREATE TABLE t (a integer, b integer, CONSTRAINT k PRIMARY KEY (a, b), CONSTRAINT c CHECK (a > 0 AND b > 0));

-- plan:
ALTER TABLE public.t ADD CONSTRAINT t_b_not_null NOT NULL b NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_b_not_null;
ALTER TABLE public.t DROP CONSTRAINT c;
ALTER TABLE public.t ADD CONSTRAINT c CHECK (a > 0 AND b > 0) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT c;
ALTER TABLE public.t DROP CONSTRAINT k;
CREATE UNIQUE INDEX CONCURRENTLY k ON public.t USING btree (a, b);
ALTER TABLE public.t ADD CONSTRAINT k PRIMARY KEY USING INDEX k;

-- back:
ALTER TABLE public.t DROP CONSTRAINT c;
ALTER TABLE public.t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT c;
ALTER TABLE public.t DROP CONSTRAINT k;
CREATE UNIQUE INDEX CONCURRENTLY k ON public.t USING btree (a);
ALTER TABLE public.t ADD CONSTRAINT k PRIMARY KEY USING INDEX k;
ALTER TABLE public.t ALTER COLUMN b DROP NOT NULL;

-- diff:
-- schema public
--     table public.t
--     ~ column b  not null: false → true
--     ~ check constraint c  expression: a > 0 → a > 0 AND b > 0
--     ~ primary key k  columns: a → a, b
--
-- 0 added, 3 changed, 0 removed
