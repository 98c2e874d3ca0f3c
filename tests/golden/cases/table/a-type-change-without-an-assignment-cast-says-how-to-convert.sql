-- text to integer needs USING.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT '7');

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a integer DEFAULT 7);

-- plan:
ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT;
ALTER TABLE public.t ALTER COLUMN a TYPE integer USING a::integer;
ALTER TABLE public.t ALTER COLUMN a SET DEFAULT 7;

-- back:
ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT;
ALTER TABLE public.t ALTER COLUMN a TYPE text;
ALTER TABLE public.t ALTER COLUMN a SET DEFAULT '7';
