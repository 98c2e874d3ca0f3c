-- text to integer needs USING.
-- options: --plain
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

-- findings:
-- to.sql:1:41: warning: step alter-column-public.t.a-2 blocks reads and writes of "public.t" for as long as public.t takes to be written anew [UP306]
-- HINT: Without --plain, a strategy spares it where one is known.
