-- Never skipped in silence.
-- from:


-- to:
DO $$ BEGIN EXECUTE 'CREATE TABLE ' || quote_ident('x') || ' (id integer)'; END $$;
