-- The sequence goes before the old column, which would take it along.
-- options: --target 15
-- from:
CREATE TABLE t ("some id" serial, n int);

-- to:
CREATE TABLE t ("some id" text, n int);
-- plan:
ALTER TABLE public.t ADD COLUMN "underpin_new_some id" text;

CREATE FUNCTION public."underpin_fill_t_some id"() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  NEW."underpin_new_some id" := NEW."some id";
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER "zz_underpin_fill_some id" BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public."underpin_fill_t_some id"();
ALTER TABLE public.t ENABLE ALWAYS TRIGGER "zz_underpin_fill_some id";

DO $backfill$
DECLARE
  more boolean := true;
BEGIN
  WHILE more LOOP
    UPDATE public.t SET "underpin_new_some id" = "some id" WHERE "underpin_new_some id" IS NULL AND ctid = ANY (ARRAY
      (SELECT ctid FROM public.t WHERE "underpin_new_some id" IS NULL AND "some id" IS NOT NULL AND ("some id") IS NOT NULL LIMIT 1000));
    more := FOUND;
    COMMIT;
  END LOOP;
END
$backfill$;

ANALYZE public.t ("underpin_new_some id");

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

DROP TRIGGER "zz_underpin_fill_some id" ON public.t;
DROP FUNCTION public."underpin_fill_t_some id"();
ALTER TABLE public.t ALTER COLUMN "some id" DROP DEFAULT;
ALTER TABLE public.t ALTER COLUMN "some id" DROP NOT NULL;
ALTER TABLE public.t RENAME COLUMN "some id" TO "underpin_old_some id";
ALTER TABLE public.t RENAME COLUMN "underpin_new_some id" TO "some id";

CREATE FUNCTION public."underpin_keep_t_some id"() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' AND NEW."underpin_old_some id" IS NOT NULL THEN
    NEW."some id" := NEW."underpin_old_some id";
  END IF;
  BEGIN
    NEW."underpin_old_some id" := NEW."some id"::integer;
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    NEW."underpin_old_some id" := NULL;
  END;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER "zz_underpin_keep_some id" BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public."underpin_keep_t_some id"();
ALTER TABLE public.t ENABLE ALWAYS TRIGGER "zz_underpin_keep_some id";
ALTER TABLE public.t ALTER COLUMN "some id" DROP NOT NULL;
DROP SEQUENCE public."t_some id_seq";
DROP TRIGGER "zz_underpin_keep_some id" ON public.t;
DROP FUNCTION public."underpin_keep_t_some id"();
ALTER TABLE public.t DROP COLUMN "underpin_old_some id";
