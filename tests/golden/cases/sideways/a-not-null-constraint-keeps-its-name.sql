-- From 18 on NOT NULL is a constraint: the new column's is validated on its own and takes the old one's name.
-- options: --target 18
-- server: 18
-- from:
CREATE TABLE t (id int PRIMARY KEY, n int CONSTRAINT n_is_there NOT NULL, m int NOT NULL);
INSERT INTO t SELECT i, i, i FROM generate_series(1, 100) i;

-- to:
CREATE TABLE t (id bigint PRIMARY KEY, n bigint CONSTRAINT n_is_there NOT NULL, m int);

-- plan:
ALTER TABLE public.t ALTER COLUMN m DROP NOT NULL;
ALTER TABLE public.t ADD COLUMN underpin_new_id bigint;

CREATE FUNCTION public.underpin_fill_t_id() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  NEW.underpin_new_id := NEW.id;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_id BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_t_id();
ALTER TABLE public.t ENABLE ALWAYS TRIGGER zz_underpin_fill_id;
ALTER TABLE public.t ADD COLUMN underpin_new_n bigint;

CREATE FUNCTION public.underpin_fill_t_n() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  NEW.underpin_new_n := NEW.n;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_n BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_t_n();
ALTER TABLE public.t ENABLE ALWAYS TRIGGER zz_underpin_fill_n;

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
    UPDATE public.t SET underpin_new_id = id
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND underpin_new_id IS NULL AND id IS NOT NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.t WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

ALTER TABLE public.t ADD CONSTRAINT underpin_filled_id NOT NULL underpin_new_id NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT underpin_filled_id;
CREATE UNIQUE INDEX CONCURRENTLY underpin_new_t_pkey ON public.t USING btree (underpin_new_id);
ANALYZE public.t (underpin_new_id);

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
    UPDATE public.t SET underpin_new_n = n
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND underpin_new_n IS NULL AND n IS NOT NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.t WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

ALTER TABLE public.t ADD CONSTRAINT underpin_filled_n NOT NULL underpin_new_n NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT underpin_filled_n;
ANALYZE public.t (underpin_new_n);

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

ALTER TABLE public.t DROP CONSTRAINT t_pkey;
DROP TRIGGER zz_underpin_fill_id ON public.t;
DROP FUNCTION public.underpin_fill_t_id();
ALTER TABLE public.t ALTER COLUMN id DROP NOT NULL;
ALTER TABLE public.t RENAME COLUMN id TO underpin_old_id;
ALTER TABLE public.t RENAME COLUMN underpin_new_id TO id;
ALTER TABLE public.t RENAME CONSTRAINT underpin_filled_id TO t_id_not_null;
ALTER INDEX public.underpin_new_t_pkey RENAME TO t_pkey;
ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;

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

DROP TRIGGER zz_underpin_fill_n ON public.t;
DROP FUNCTION public.underpin_fill_t_n();
ALTER TABLE public.t ALTER COLUMN n DROP NOT NULL;
ALTER TABLE public.t RENAME COLUMN n TO underpin_old_n;
ALTER TABLE public.t RENAME COLUMN underpin_new_n TO n;
ALTER TABLE public.t RENAME CONSTRAINT underpin_filled_n TO n_is_there;

CREATE FUNCTION public.underpin_keep_t_n() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.underpin_old_n IS NOT NULL THEN
    NEW.n := NEW.underpin_old_n;
  END IF;
  BEGIN
    NEW.underpin_old_n := NEW.n;
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    NEW.underpin_old_n := NULL;
  END;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_keep_n BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.underpin_keep_t_n();
ALTER TABLE public.t ENABLE ALWAYS TRIGGER zz_underpin_keep_n;
DROP TRIGGER zz_underpin_keep_id ON public.t;
DROP FUNCTION public.underpin_keep_t_id();
ALTER TABLE public.t DROP COLUMN underpin_old_id;
DROP TRIGGER zz_underpin_keep_n ON public.t;
DROP FUNCTION public.underpin_keep_t_n();
ALTER TABLE public.t DROP COLUMN underpin_old_n;

-- findings:
-- from.sql:2:1: note: INSERT statement is left out [UP217]
