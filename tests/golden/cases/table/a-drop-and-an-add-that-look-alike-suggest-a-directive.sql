-- A warning, for a rename would keep the data.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, first_name text NOT NULL);

-- to:
CREATE TABLE t (id integer PRIMARY KEY, given_name text NOT NULL);
-- plan:
ALTER TABLE public.t DROP COLUMN first_name;
ALTER TABLE public.t ADD COLUMN given_name text NOT NULL;

-- findings:
-- to.sql:1:41: warning: "public.t.first_name" goes and "public.t.given_name" comes with the same definition [UP301]
-- HINT: If it is a rename, write "-- underpin: renamed from first_name" before it.
