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

-- findings:
-- to.sql:1:28: warning: step create-column-public.t.b blocks reads and writes of "public.t" for as long as public.t takes to be written anew [UP306]
-- HINT: No online way is known for this change, or a directive asks for this one: run it when the table is small or nobody works, or make the change in steps of your own.
