-- The old state is where a plan was broken off: what it had put up is taken over.
-- options: --target 15
-- from:
CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL, underpin_new_n bigint);
CREATE INDEX t_n ON t (n);
CREATE FUNCTION underpin_fill_t_n() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $$
BEGIN
  NEW.underpin_new_n := NEW.n;
  RETURN NEW;
END
$$;
CREATE TRIGGER zz_underpin_fill_n BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION underpin_fill_t_n();
ALTER TABLE t ENABLE ALWAYS TRIGGER zz_underpin_fill_n;
ALTER TABLE t ADD CONSTRAINT underpin_not_null_n CHECK (underpin_new_n IS NOT NULL) NOT VALID;

-- to:
CREATE TABLE t (id int PRIMARY KEY, n bigint NOT NULL);
CREATE INDEX t_n ON t (n);

-- plan:
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
    BEGIN
      PERFORM pg_catalog.set_config('session_replication_role', 'replica', true);
    EXCEPTION WHEN insufficient_privilege THEN
      NULL;
    END;
    UPDATE public.t SET underpin_new_n = n
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND underpin_new_n IS NULL AND n IS NOT NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.t WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

ALTER TABLE public.t VALIDATE CONSTRAINT underpin_not_null_n;
ALTER TABLE public.t ALTER COLUMN underpin_new_n SET NOT NULL;
ALTER TABLE public.t DROP CONSTRAINT underpin_not_null_n;
CREATE INDEX CONCURRENTLY underpin_new_t_n ON public.t USING btree (underpin_new_n);
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

DROP INDEX public.t_n;
DROP TRIGGER zz_underpin_fill_n ON public.t;
DROP FUNCTION public.underpin_fill_t_n();
ALTER TABLE public.t ALTER COLUMN n DROP NOT NULL;
ALTER TABLE public.t RENAME COLUMN n TO underpin_old_n;
ALTER TABLE public.t RENAME COLUMN underpin_new_n TO n;
ALTER INDEX public.underpin_new_t_n RENAME TO t_n;

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
DROP TRIGGER zz_underpin_keep_n ON public.t;
DROP FUNCTION public.underpin_keep_t_n();
ALTER TABLE public.t DROP COLUMN underpin_old_n;
