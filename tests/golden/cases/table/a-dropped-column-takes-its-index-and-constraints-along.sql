-- DROP COLUMN is enough for what stands on the column alone.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text UNIQUE, b integer CHECK (b > 0));
CREATE INDEX t_a_idx ON t (lower(a));

-- to:
CREATE TABLE t (id integer PRIMARY KEY, b integer);

-- plan:
ALTER TABLE public.t DROP CONSTRAINT t_b_check;
ALTER TABLE public.t DROP COLUMN a;

-- back:
ALTER TABLE public.t ADD COLUMN a text;
ALTER TABLE public.t ADD CONSTRAINT t_b_check CHECK (b > 0) NOT VALID;
CREATE INDEX CONCURRENTLY t_a_idx ON public.t USING btree ((lower(a)));
CREATE UNIQUE INDEX CONCURRENTLY t_a_key ON public.t USING btree (a);
ALTER TABLE public.t ADD CONSTRAINT t_a_key UNIQUE USING INDEX t_a_key;
ALTER TABLE public.t VALIDATE CONSTRAINT t_b_check;

-- diff:
-- schema public
--     table public.t
--     - column a  text
--     - unique constraint t_a_key  (a)
--     - check constraint t_b_check
--     - index t_a_idx  (lower(a))
--
-- 0 added, 0 changed, 4 removed
