-- Where a table is small, one statement is better than many.
-- options: --target 15
-- from:
CREATE TABLE small (id int PRIMARY KEY, a int);
CREATE TABLE large (id int PRIMARY KEY, a int, b int);

-- to:
-- underpin: strategy plain
CREATE TABLE small (id bigint PRIMARY KEY, a int NOT NULL);
CREATE TABLE large (
  id int PRIMARY KEY, a int NOT NULL,
  b bigint  -- underpin: strategy plain
);

-- plan:
ALTER TABLE public.large ALTER COLUMN b TYPE bigint;
ALTER TABLE public.small ALTER COLUMN id TYPE bigint;
ALTER TABLE public.large ADD CONSTRAINT underpin_not_null_a CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE public.large VALIDATE CONSTRAINT underpin_not_null_a;
ALTER TABLE public.large ALTER COLUMN a SET NOT NULL;
ALTER TABLE public.large DROP CONSTRAINT underpin_not_null_a;
ALTER TABLE public.small ALTER COLUMN a SET NOT NULL;

-- findings:
-- to.sql:2:21: warning: step alter-column-public.small.id blocks reads and writes of "public.small" for as long as public.small takes to be written anew [UP306]
-- HINT: No online way is known for this change, or a directive asks for this one: run it when the table is small or nobody works, or make the change in steps of your own.
-- to.sql:2:44: warning: step alter-column-public.small.a blocks reads and writes of "public.small" for as long as it takes to read public.small [UP306]
-- HINT: No online way is known for this change, or a directive asks for this one: run it when the table is small or nobody works, or make the change in steps of your own.
-- to.sql:5:3: warning: step alter-column-public.large.b blocks reads and writes of "public.large" for as long as public.large takes to be written anew [UP306]
-- HINT: No online way is known for this change, or a directive asks for this one: run it when the table is small or nobody works, or make the change in steps of your own.
