-- Never skipped in silence.
-- from:


-- to:
DO $$ BEGIN EXECUTE 'CREATE TABLE ' || quote_ident('x') || ' (id integer)'; END $$;
-- findings:
-- error: the DO block executes a statement that is known at run time only [UP214]
-- HINT: Write what it does as plain DDL, or let a scratch PostgreSQL run it (--elaborate engine).
-- exit code 2
