-- The function goes with its trigger and both come back.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION trg2() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$;
CREATE TRIGGER x INSTEAD OF DELETE ON v FOR EACH ROW EXECUTE FUNCTION trg2();
CREATE VIEW v AS SELECT id FROM t;
CREATE TRIGGER tr AFTER TRUNCATE ON t EXECUTE FUNCTION trg();

-- plan:
CREATE FUNCTION public.trg2()
RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN RETURN OLD; END $$;

CREATE VIEW public.v AS
SELECT id FROM public.t;

CREATE TRIGGER tr
AFTER TRUNCATE ON public.t
FOR EACH STATEMENT
EXECUTE FUNCTION public.trg();

CREATE TRIGGER x
INSTEAD OF DELETE ON public.v
FOR EACH ROW
EXECUTE FUNCTION public.trg2();

-- back:
DROP TRIGGER tr ON public.t;
DROP VIEW public.v;
DROP FUNCTION public.trg2();
