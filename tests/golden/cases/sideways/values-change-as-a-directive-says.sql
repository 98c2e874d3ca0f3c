-- What a directive says of the values holds for the rows that are there and for those that are written meanwhile, and back.
-- from:
CREATE TABLE item (id int PRIMARY KEY, cents int NOT NULL, state text DEFAULT 'new', note text, "Till" text);
CREATE INDEX item_cents ON item (cents);
INSERT INTO item SELECT i, i * 5, CASE i % 2 WHEN 0 THEN 'new' ELSE 'sold' END, 'n', '2026-01-0' || i % 9 + 1 FROM generate_series(1, 100) i;

-- to:
CREATE TYPE item_state AS ENUM ('open', 'closed');
CREATE TABLE item (
  id int PRIMARY KEY,
  cents numeric(12, 2) NOT NULL,  -- underpin: backfill using cents / 100.0 reverse cents * 100
  -- underpin: backfill using CASE state WHEN 'new' THEN 'open' ELSE 'closed' END::public.item_state
  state item_state DEFAULT 'open',
  note text,
  "Till" date
);
CREATE INDEX item_cents ON item (cents);
-- plan:
CREATE TYPE public.item_state AS ENUM ('open', 'closed');
ALTER TABLE public.item ADD COLUMN underpin_new_state public.item_state;
ALTER TABLE public.item ADD COLUMN "underpin_new_Till" date;

CREATE FUNCTION public."underpin_fill_item_Till"() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp SET TimeZone TO 'UTC' SET DateStyle TO 'ISO, MDY' SET IntervalStyle TO 'postgres' AS $underpin$
BEGIN
  BEGIN
    NEW."underpin_new_Till" := NEW."Till"::date;
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    NEW."underpin_new_Till" := NULL;
  END;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER "zz_underpin_fill_Till" BEFORE INSERT OR UPDATE ON public.item FOR EACH ROW EXECUTE FUNCTION public."underpin_fill_item_Till"();
ALTER TABLE public.item ENABLE ALWAYS TRIGGER "zz_underpin_fill_Till";
ALTER TABLE public.item ADD COLUMN underpin_new_cents numeric(12,2);

CREATE FUNCTION public.underpin_fill_item_cents() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, public, pg_temp AS $underpin$
BEGIN
  BEGIN
    NEW.underpin_new_cents := (SELECT cents / 100.0 FROM (SELECT NEW.cents AS cents) AS item);
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    NEW.underpin_new_cents := NULL;
  END;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_cents BEFORE INSERT OR UPDATE ON public.item FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_item_cents();
ALTER TABLE public.item ENABLE ALWAYS TRIGGER zz_underpin_fill_cents;

CREATE FUNCTION public.underpin_fill_item_state() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, public, pg_temp AS $underpin$
BEGIN
  BEGIN
    NEW.underpin_new_state := (SELECT CASE state WHEN 'new' THEN 'open' ELSE 'closed' END::public.item_state FROM (SELECT NEW.state AS state) AS item);
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    NEW.underpin_new_state := NULL;
  END;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_state BEFORE INSERT OR UPDATE ON public.item FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_item_state();
ALTER TABLE public.item ENABLE ALWAYS TRIGGER zz_underpin_fill_state;

DO $backfill$
DECLARE
  underpin_at_1 public.item.id%TYPE;
  underpin_last_1 public.item.id%TYPE;
BEGIN
  SELECT id INTO underpin_at_1 FROM public.item ORDER BY id LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT id INTO underpin_last_1 FROM
      (SELECT id FROM public.item WHERE (id) >= (underpin_at_1) ORDER BY id LIMIT 1000) AS batch
      ORDER BY id DESC LIMIT 1;
    PERFORM pg_catalog.set_config('TimeZone', 'UTC', true), pg_catalog.set_config('DateStyle', 'ISO, MDY', true),
      pg_catalog.set_config('IntervalStyle', 'postgres', true);
    UPDATE public.item SET "underpin_new_Till" = "Till"::date
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND "underpin_new_Till" IS NULL AND "Till" IS NOT NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.item WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

ANALYZE public.item ("underpin_new_Till");

DO $backfill$
DECLARE
  underpin_at_1 public.item.id%TYPE;
  underpin_last_1 public.item.id%TYPE;
BEGIN
  SELECT id INTO underpin_at_1 FROM public.item ORDER BY id LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT id INTO underpin_last_1 FROM
      (SELECT id FROM public.item WHERE (id) >= (underpin_at_1) ORDER BY id LIMIT 1000) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE public.item SET underpin_new_cents = cents / 100.0
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND underpin_new_cents IS NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.item WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

CREATE INDEX CONCURRENTLY underpin_new_item_cents ON public.item USING btree (underpin_new_cents);
ANALYZE public.item (underpin_new_cents);

DO $backfill$
DECLARE
  underpin_at_1 public.item.id%TYPE;
  underpin_last_1 public.item.id%TYPE;
BEGIN
  SELECT id INTO underpin_at_1 FROM public.item ORDER BY id LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT id INTO underpin_last_1 FROM
      (SELECT id FROM public.item WHERE (id) >= (underpin_at_1) ORDER BY id LIMIT 1000) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE public.item SET underpin_new_state = CASE state WHEN 'new' THEN 'open' ELSE 'closed' END::public.item_state
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND underpin_new_state IS NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.item WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

ANALYZE public.item (underpin_new_state);
ALTER TABLE public.item ADD CONSTRAINT "underpin_held_Till" CHECK ("Till" IS NULL OR "underpin_new_Till" IS NOT NULL) NOT VALID;
ALTER TABLE public.item VALIDATE CONSTRAINT "underpin_held_Till";

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.item IN ACCESS EXCLUSIVE MODE;
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

DROP TRIGGER "zz_underpin_fill_Till" ON public.item;
DROP FUNCTION public."underpin_fill_item_Till"();
ALTER TABLE public.item DROP CONSTRAINT "underpin_held_Till";
ALTER TABLE public.item RENAME COLUMN "Till" TO "underpin_old_Till";
ALTER TABLE public.item RENAME COLUMN "underpin_new_Till" TO "Till";

CREATE FUNCTION public."underpin_keep_item_Till"() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp SET TimeZone TO 'UTC' SET DateStyle TO 'ISO, MDY' SET IntervalStyle TO 'postgres' AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' AND NEW."underpin_old_Till" IS NOT NULL THEN
    NEW."Till" := NEW."underpin_old_Till"::date;
  END IF;
  NEW."underpin_old_Till" := NEW."Till";
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER "zz_underpin_keep_Till" BEFORE INSERT OR UPDATE ON public.item FOR EACH ROW EXECUTE FUNCTION public."underpin_keep_item_Till"();
ALTER TABLE public.item ENABLE ALWAYS TRIGGER "zz_underpin_keep_Till";
ALTER TABLE public.item ADD CONSTRAINT underpin_filled_cents NOT NULL underpin_new_cents NOT VALID;
ALTER TABLE public.item VALIDATE CONSTRAINT underpin_filled_cents;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.item IN ACCESS EXCLUSIVE MODE;
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

DROP INDEX public.item_cents;
DROP TRIGGER zz_underpin_fill_cents ON public.item;
DROP FUNCTION public.underpin_fill_item_cents();
ALTER TABLE public.item ALTER COLUMN cents DROP NOT NULL;
ALTER TABLE public.item RENAME COLUMN cents TO underpin_old_cents;
ALTER TABLE public.item RENAME COLUMN underpin_new_cents TO cents;
ALTER TABLE public.item RENAME CONSTRAINT underpin_filled_cents TO item_cents_not_null;
ALTER INDEX public.underpin_new_item_cents RENAME TO item_cents;

CREATE FUNCTION public.underpin_keep_item_cents() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, public, pg_temp AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.underpin_old_cents IS NOT NULL THEN
    NEW.cents := (SELECT cents / 100.0 FROM (SELECT NEW.underpin_old_cents AS cents) AS item);
  END IF;
  BEGIN
    NEW.underpin_old_cents := (SELECT cents * 100 FROM (SELECT NEW.cents AS cents) AS item);
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    NEW.underpin_old_cents := NULL;
  END;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_keep_cents BEFORE INSERT OR UPDATE ON public.item FOR EACH ROW EXECUTE FUNCTION public.underpin_keep_item_cents();
ALTER TABLE public.item ENABLE ALWAYS TRIGGER zz_underpin_keep_cents;
ALTER TABLE public.item ADD CONSTRAINT underpin_held_state CHECK ((CASE state WHEN 'new' THEN 'open' ELSE 'closed' END::public.item_state) IS NULL OR underpin_new_state IS NOT NULL) NOT VALID;
ALTER TABLE public.item VALIDATE CONSTRAINT underpin_held_state;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.item IN ACCESS EXCLUSIVE MODE;
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

DROP TRIGGER zz_underpin_fill_state ON public.item;
DROP FUNCTION public.underpin_fill_item_state();
ALTER TABLE public.item DROP CONSTRAINT underpin_held_state;
ALTER TABLE public.item ALTER COLUMN state DROP DEFAULT;
ALTER TABLE public.item RENAME COLUMN state TO underpin_old_state;
ALTER TABLE public.item RENAME COLUMN underpin_new_state TO state;
ALTER TABLE public.item ALTER COLUMN state SET DEFAULT 'open';

CREATE FUNCTION public.underpin_keep_item_state() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, public, pg_temp AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.underpin_old_state IS NOT NULL THEN
    NEW.state := (SELECT CASE state WHEN 'new' THEN 'open' ELSE 'closed' END::public.item_state FROM (SELECT NEW.underpin_old_state AS state) AS item);
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.state::text IS DISTINCT FROM OLD.state::text THEN
      NEW.underpin_old_state := NULL;
    END IF;
  END IF;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_keep_state BEFORE INSERT OR UPDATE ON public.item FOR EACH ROW EXECUTE FUNCTION public.underpin_keep_item_state();
ALTER TABLE public.item ENABLE ALWAYS TRIGGER zz_underpin_keep_state;
DROP TRIGGER "zz_underpin_keep_Till" ON public.item;
DROP FUNCTION public."underpin_keep_item_Till"();
ALTER TABLE public.item DROP COLUMN "underpin_old_Till";
DROP TRIGGER zz_underpin_keep_cents ON public.item;
DROP FUNCTION public.underpin_keep_item_cents();
ALTER TABLE public.item DROP COLUMN underpin_old_cents;
DROP TRIGGER zz_underpin_keep_state ON public.item;
DROP FUNCTION public.underpin_keep_item_state();
ALTER TABLE public.item DROP COLUMN underpin_old_state;

-- findings:
-- from.sql:3:1: note: INSERT statement is left out [UP217]
