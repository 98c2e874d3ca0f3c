-- The bounds have to fit the type at any time: when it gets narrower they change before it, when it gets wider after it.
-- from:
CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY (MAXVALUE 5000000000));

-- to:
CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY);

-- plan:
ALTER TABLE public.t ADD COLUMN underpin_new_id integer;

CREATE FUNCTION public.underpin_fill_t_id() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  BEGIN
    NEW.underpin_new_id := NEW.id;
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    NEW.underpin_new_id := NULL;
  END;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_id BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_t_id();
ALTER TABLE public.t ENABLE ALWAYS TRIGGER zz_underpin_fill_id;

DO $backfill$
DECLARE
  more boolean := true;
BEGIN
  WHILE more LOOP
    UPDATE public.t SET underpin_new_id = id WHERE underpin_new_id IS NULL AND ctid = ANY (ARRAY
      (SELECT ctid FROM public.t WHERE underpin_new_id IS NULL AND id IS NOT NULL AND (id) IS NOT NULL LIMIT 1000));
    more := FOUND;
    COMMIT;
  END LOOP;
END
$backfill$;

ANALYZE public.t (underpin_new_id);
SELECT pg_catalog.setval('public.t_id_seq', least(last_value, 2147483647), is_called OR last_value > 2147483647) FROM public.t_id_seq;
ALTER TABLE public.t ALTER COLUMN id SET MAXVALUE 2147483647;
ALTER TABLE public.t ADD CONSTRAINT underpin_filled_id NOT NULL underpin_new_id NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT underpin_filled_id;

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

DROP TRIGGER zz_underpin_fill_id ON public.t;
DROP FUNCTION public.underpin_fill_t_id();
ALTER TABLE public.t ALTER COLUMN underpin_new_id ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.underpin_new_t_id_seq);
SELECT pg_catalog.setval('public.underpin_new_t_id_seq', last_value, is_called) FROM public.t_id_seq;
ALTER TABLE public.t ALTER COLUMN id DROP IDENTITY;
ALTER SEQUENCE public.underpin_new_t_id_seq RENAME TO t_id_seq;
ALTER TABLE public.t ALTER COLUMN id DROP NOT NULL;
ALTER TABLE public.t RENAME COLUMN id TO underpin_old_id;
ALTER TABLE public.t RENAME COLUMN underpin_new_id TO id;
ALTER TABLE public.t RENAME CONSTRAINT underpin_filled_id TO t_id_not_null;

CREATE FUNCTION public.underpin_keep_t_id() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.underpin_old_id IS NOT NULL THEN
    NEW.id := NEW.underpin_old_id;
  END IF;
  NEW.underpin_old_id := NEW.id;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_keep_id BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.underpin_keep_t_id();
ALTER TABLE public.t ENABLE ALWAYS TRIGGER zz_underpin_keep_id;
DROP TRIGGER zz_underpin_keep_id ON public.t;
DROP FUNCTION public.underpin_keep_t_id();
ALTER TABLE public.t DROP COLUMN underpin_old_id;

-- back:
ALTER TABLE public.t ADD COLUMN underpin_new_id bigint;

CREATE FUNCTION public.underpin_fill_t_id() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  NEW.underpin_new_id := NEW.id;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_id BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_t_id();
ALTER TABLE public.t ENABLE ALWAYS TRIGGER zz_underpin_fill_id;

DO $backfill$
DECLARE
  more boolean := true;
BEGIN
  WHILE more LOOP
    UPDATE public.t SET underpin_new_id = id WHERE underpin_new_id IS NULL AND ctid = ANY (ARRAY
      (SELECT ctid FROM public.t WHERE underpin_new_id IS NULL AND id IS NOT NULL AND (id) IS NOT NULL LIMIT 1000));
    more := FOUND;
    COMMIT;
  END LOOP;
END
$backfill$;

ALTER TABLE public.t ADD CONSTRAINT underpin_filled_id NOT NULL underpin_new_id NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT underpin_filled_id;
ANALYZE public.t (underpin_new_id);

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

DROP TRIGGER zz_underpin_fill_id ON public.t;
DROP FUNCTION public.underpin_fill_t_id();
ALTER TABLE public.t ALTER COLUMN underpin_new_id ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.underpin_new_t_id_seq MAXVALUE 5000000000);
SELECT pg_catalog.setval('public.underpin_new_t_id_seq', last_value, is_called) FROM public.t_id_seq;
ALTER TABLE public.t ALTER COLUMN id DROP IDENTITY;
ALTER SEQUENCE public.underpin_new_t_id_seq RENAME TO t_id_seq;
ALTER TABLE public.t ALTER COLUMN id DROP NOT NULL;
ALTER TABLE public.t RENAME COLUMN id TO underpin_old_id;
ALTER TABLE public.t RENAME COLUMN underpin_new_id TO id;
ALTER TABLE public.t RENAME CONSTRAINT underpin_filled_id TO t_id_not_null;

CREATE FUNCTION public.underpin_keep_t_id() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.underpin_old_id IS NOT NULL THEN
    NEW.id := NEW.underpin_old_id;
  END IF;
  BEGIN
    NEW.underpin_old_id := NEW.id;
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    NEW.underpin_old_id := NULL;
  END;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_keep_id BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.underpin_keep_t_id();
ALTER TABLE public.t ENABLE ALWAYS TRIGGER zz_underpin_keep_id;
ALTER TABLE public.t ALTER COLUMN id SET MAXVALUE 5000000000;
DROP TRIGGER zz_underpin_keep_id ON public.t;
DROP FUNCTION public.underpin_keep_t_id();
ALTER TABLE public.t DROP COLUMN underpin_old_id;
