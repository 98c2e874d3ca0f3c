-- A warning, for a rename would keep the data.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, first_name text NOT NULL);

-- to:
CREATE TABLE t (id integer PRIMARY KEY, given_name text NOT NULL);
-- plan:
ALTER TABLE public.t ADD COLUMN given_name text NOT NULL;
ALTER TABLE public.t DROP COLUMN first_name;

-- findings:
-- to.sql:1:41: warning: "public.t.first_name" goes and "public.t.given_name" comes with the same definition [UP301]
-- HINT: If it is a rename, write "-- underpin: renamed from first_name" before it.
-- to.sql:1:41: warning: step create-column-public.t.given_name blocks reads and writes of "public.t" for as long as it takes to read public.t [UP306]
-- HINT: No online way is known for this change, or a directive asks for this one: run it when the table is small or nobody works, or make the change in steps of your own.
-- to.sql:1:41: warning: column public.t.given_name may not be null and has no default: rows that are there have no value for it [UP307]
-- HINT: Say what they get with `-- underpin: backfill using EXPRESSION` at the column, or give it a default.
