-- On 17 and newer in place, before by a new column.
-- options: --target 15
-- from:
CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED);

-- to:
CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a * 3) STORED);

-- plan:
ALTER TABLE public.t DROP COLUMN b;
ALTER TABLE public.t ADD COLUMN b integer GENERATED ALWAYS AS (a * 3) STORED;

-- back:
ALTER TABLE public.t DROP COLUMN b;
ALTER TABLE public.t ADD COLUMN b integer GENERATED ALWAYS AS (a * 2) STORED;
