-- Views, indexes, constraints and policies follow the name.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, nme text CHECK (nme <> ''), b integer);
CREATE INDEX t_nme_idx ON t (nme);
CREATE VIEW v AS SELECT id, upper(nme) AS n FROM t;

-- to:
CREATE TABLE t (
  id integer PRIMARY KEY,
  name text CONSTRAINT t_nme_check CHECK (name <> ''),  -- underpin: renamed from nme
  b integer
);
CREATE INDEX t_nme_idx ON t (name);
CREATE VIEW v AS SELECT id, upper(name) AS n FROM t;

-- plan:
ALTER TABLE public.t ADD COLUMN name text;

CREATE FUNCTION public.underpin_fill_t_name() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.name IS NULL THEN
      NEW.name := NEW.nme;
    ELSE
      NEW.nme := NEW.name;
    END IF;
  ELSIF NEW.nme IS DISTINCT FROM OLD.nme OR NEW.name IS NULL AND OLD.name IS NULL THEN
    NEW.name := NEW.nme;
  ELSE
    NEW.nme := NEW.name;
  END IF;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_name BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_t_name();
ALTER TABLE public.t ENABLE ALWAYS TRIGGER zz_underpin_fill_name;

DO $backfill$
DECLARE
  underpin_at_1 public.t.id%TYPE;
  underpin_last_1 public.t.id%TYPE;
BEGIN
  SELECT id INTO underpin_at_1 FROM public.t ORDER BY id LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT id INTO underpin_last_1 FROM
      (SELECT id FROM public.t WHERE (id) >= (underpin_at_1) ORDER BY id LIMIT 1000) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE public.t SET name = nme
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND name IS NULL AND nme IS NOT NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.t WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

CREATE INDEX CONCURRENTLY underpin_new_t_nme_idx ON public.t USING btree (name);
ALTER TABLE public.t ADD CONSTRAINT underpin_new_t_nme_check CHECK (name <> '') NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT underpin_new_t_nme_check;
ANALYZE public.t (name);

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.t IN ACCESS EXCLUSIVE MODE;
      taken := true;
    EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
      attempts := attempts + 1;
      PERFORM pg_catalog.pg_sleep(0.1 + 0.2 * pg_catalog.random());
    END;
  END LOOP;
  IF NOT taken THEN
    RAISE lock_not_available USING MESSAGE = 'too busy to get all locks at once: run it again';
  END IF;
END
$lock$;

DROP VIEW public.v;
ALTER TABLE public.t DROP CONSTRAINT t_nme_check;
DROP INDEX public.t_nme_idx;
DROP TRIGGER zz_underpin_fill_name ON public.t;
DROP FUNCTION public.underpin_fill_t_name();
ALTER INDEX public.underpin_new_t_nme_idx RENAME TO t_nme_idx;
ALTER TABLE public.t RENAME CONSTRAINT underpin_new_t_nme_check TO t_nme_check;
ALTER TABLE public.t DROP COLUMN nme;

CREATE VIEW public.v AS
SELECT id, upper(name) AS n FROM public.t;

-- diff:
-- schema public
--     table public.t
--     ~ column name  renamed from public.t.nme
--
-- 0 added, 1 changed, 0 removed
