-- A value that the new type cannot hold does not break a running release: it leaves the new column empty, until a check refuses it.
-- options: --target 15
-- from:
CREATE TABLE item (code text, price text NOT NULL DEFAULT '0', size text);
CREATE STATISTICS item_stat (mcv) ON code, price FROM item;
CREATE INDEX item_price ON item ((price || code)) WHERE price <> '0';
CREATE INDEX item_gone ON item (price);
CREATE POLICY p ON item USING (size <> '');
INSERT INTO item SELECT 'c' || i, i::text, nullif(i, 4)::text FROM generate_series(1, 20) i;

-- to:
CREATE TABLE item (code text, price numeric(10, 2) NOT NULL DEFAULT 0, size int);
CREATE STATISTICS item_stat (mcv) ON code, price FROM item;
CREATE INDEX item_price ON item ((price || code)) WHERE price <> 0;
CREATE POLICY p ON item USING (size > 0);

-- plan:
ALTER TABLE public.item ADD COLUMN underpin_new_price numeric(10,2);

CREATE FUNCTION public.underpin_fill_item_price() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  BEGIN
    NEW.underpin_new_price := NEW.price::numeric(10,2);
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    NEW.underpin_new_price := NULL;
  END;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_price BEFORE INSERT OR UPDATE ON public.item FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_item_price();
ALTER TABLE public.item ENABLE ALWAYS TRIGGER zz_underpin_fill_price;
ALTER TABLE public.item ADD COLUMN underpin_new_size integer;

CREATE FUNCTION public.underpin_fill_item_size() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  BEGIN
    NEW.underpin_new_size := NEW.size::integer;
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    NEW.underpin_new_size := NULL;
  END;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_size BEFORE INSERT OR UPDATE ON public.item FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_item_size();
ALTER TABLE public.item ENABLE ALWAYS TRIGGER zz_underpin_fill_size;

DO $backfill$
DECLARE
  more boolean := true;
BEGIN
  WHILE more LOOP
    UPDATE public.item SET underpin_new_price = price::numeric(10,2) WHERE underpin_new_price IS NULL AND ctid = ANY (ARRAY
      (SELECT ctid FROM public.item WHERE underpin_new_price IS NULL AND price IS NOT NULL AND (price::numeric(10,2)) IS NOT NULL LIMIT 1000));
    more := FOUND;
    COMMIT;
  END LOOP;
END
$backfill$;

CREATE INDEX CONCURRENTLY underpin_new_item_price ON public.item USING btree ((underpin_new_price || code)) WHERE underpin_new_price <> 0;
CREATE STATISTICS public.underpin_new_item_stat (mcv) ON code, underpin_new_price FROM public.item;
ANALYZE public.item (underpin_new_price);

DO $backfill$
DECLARE
  more boolean := true;
BEGIN
  WHILE more LOOP
    UPDATE public.item SET underpin_new_size = size::integer WHERE underpin_new_size IS NULL AND ctid = ANY (ARRAY
      (SELECT ctid FROM public.item WHERE underpin_new_size IS NULL AND size IS NOT NULL AND (size::integer) IS NOT NULL LIMIT 1000));
    more := FOUND;
    COMMIT;
  END LOOP;
END
$backfill$;

ANALYZE public.item (underpin_new_size);
ALTER TABLE public.item ADD CONSTRAINT underpin_not_null_price CHECK (underpin_new_price IS NOT NULL) NOT VALID;
ALTER TABLE public.item VALIDATE CONSTRAINT underpin_not_null_price;
ALTER TABLE public.item ALTER COLUMN underpin_new_price SET NOT NULL;
ALTER TABLE public.item DROP CONSTRAINT underpin_not_null_price;

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

DROP INDEX public.item_price;
DROP STATISTICS public.item_stat;
DROP TRIGGER zz_underpin_fill_price ON public.item;
DROP FUNCTION public.underpin_fill_item_price();
ALTER TABLE public.item ALTER COLUMN price DROP DEFAULT;
ALTER TABLE public.item ALTER COLUMN price DROP NOT NULL;
ALTER TABLE public.item RENAME COLUMN price TO underpin_old_price;
ALTER TABLE public.item RENAME COLUMN underpin_new_price TO price;
ALTER TABLE public.item ALTER COLUMN price SET DEFAULT 0;
ALTER INDEX public.underpin_new_item_price RENAME TO item_price;
ALTER STATISTICS public.underpin_new_item_stat RENAME TO item_stat;

CREATE FUNCTION public.underpin_keep_item_price() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.underpin_old_price IS NOT NULL THEN
    NEW.price := NEW.underpin_old_price::numeric(10,2);
  END IF;
  NEW.underpin_old_price := NEW.price;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_keep_price BEFORE INSERT OR UPDATE ON public.item FOR EACH ROW EXECUTE FUNCTION public.underpin_keep_item_price();
ALTER TABLE public.item ENABLE ALWAYS TRIGGER zz_underpin_keep_price;
ALTER TABLE public.item ADD CONSTRAINT underpin_held_size CHECK (size IS NULL OR underpin_new_size IS NOT NULL) NOT VALID;
ALTER TABLE public.item VALIDATE CONSTRAINT underpin_held_size;

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

DROP POLICY p ON public.item;
DROP TRIGGER zz_underpin_fill_size ON public.item;
DROP FUNCTION public.underpin_fill_item_size();
ALTER TABLE public.item DROP CONSTRAINT underpin_held_size;
ALTER TABLE public.item RENAME COLUMN size TO underpin_old_size;
ALTER TABLE public.item RENAME COLUMN underpin_new_size TO size;

CREATE FUNCTION public.underpin_keep_item_size() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.underpin_old_size IS NOT NULL THEN
    NEW.size := NEW.underpin_old_size::integer;
  END IF;
  NEW.underpin_old_size := NEW.size;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_keep_size BEFORE INSERT OR UPDATE ON public.item FOR EACH ROW EXECUTE FUNCTION public.underpin_keep_item_size();
ALTER TABLE public.item ENABLE ALWAYS TRIGGER zz_underpin_keep_size;

CREATE POLICY p ON public.item TO PUBLIC
USING (size > 0);

DROP TRIGGER zz_underpin_keep_size ON public.item;
DROP FUNCTION public.underpin_keep_item_size();
ALTER TABLE public.item DROP COLUMN underpin_old_size;
DROP INDEX CONCURRENTLY public.item_gone;
DROP TRIGGER zz_underpin_keep_price ON public.item;
DROP FUNCTION public.underpin_keep_item_price();
ALTER TABLE public.item DROP COLUMN underpin_old_price;

-- findings:
-- from.sql:6:1: note: INSERT statement is left out [UP217]
