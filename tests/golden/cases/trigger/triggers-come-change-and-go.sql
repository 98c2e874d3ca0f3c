-- A changed trigger is replaced or made anew.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION trg();
CREATE TRIGGER y AFTER UPDATE ON t FOR EACH STATEMENT EXECUTE FUNCTION trg('a');

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER x BEFORE INSERT OR UPDATE OF a, b ON t FOR EACH ROW WHEN (NEW.a IS NOT NULL) EXECUTE FUNCTION trg();
CREATE TRIGGER z AFTER DELETE ON t REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION trg('it''s', 'b');
CREATE CONSTRAINT TRIGGER c AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trg();
ALTER TABLE t DISABLE TRIGGER z;
COMMENT ON TRIGGER x ON t IS 'first';

-- plan:
CREATE CONSTRAINT TRIGGER c
AFTER INSERT ON public.t
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW
EXECUTE FUNCTION public.trg();

CREATE TRIGGER z
AFTER DELETE ON public.t
REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT
EXECUTE FUNCTION public.trg('it''s', 'b');

ALTER TABLE public.t DISABLE TRIGGER z;

CREATE OR REPLACE TRIGGER x
BEFORE INSERT OR UPDATE OF a, b ON public.t
FOR EACH ROW
WHEN (NEW.a IS NOT NULL)
EXECUTE FUNCTION public.trg();

COMMENT ON TRIGGER x ON public.t IS 'first';
DROP TRIGGER y ON public.t;

-- back:
CREATE TRIGGER y
AFTER UPDATE ON public.t
FOR EACH STATEMENT
EXECUTE FUNCTION public.trg('a');

CREATE OR REPLACE TRIGGER x
BEFORE INSERT ON public.t
FOR EACH ROW
EXECUTE FUNCTION public.trg();

COMMENT ON TRIGGER x ON public.t IS NULL;
DROP TRIGGER c ON public.t;
DROP TRIGGER z ON public.t;

-- diff:
-- schema public
--     table public.t
--     + trigger c
--     ~ trigger x
--         comment: (none) → first
--         on update: false → true
--         update columns: (none) → a, b
--         when: (none) → NEW.a IS NOT NULL
--     - trigger y
--     + trigger z
--
-- 2 added, 1 changed, 1 removed
