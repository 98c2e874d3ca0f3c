-- Subscribers need a column before its first row. One that names its columns sends no more than these.
-- options: --target 15
-- from:
CREATE TABLE a (id int PRIMARY KEY, n int);
CREATE TABLE b (id int PRIMARY KEY, n int);
CREATE TABLE c (id int PRIMARY KEY, old int);
CREATE PUBLICATION whole FOR TABLE a, c;
CREATE PUBLICATION named FOR TABLE b (id, n);

-- to:
CREATE TABLE a (id int PRIMARY KEY, n bigint);
CREATE TABLE b (id int PRIMARY KEY, n int, more text);
CREATE TABLE c (id int PRIMARY KEY, old int, more text);
CREATE PUBLICATION whole FOR TABLE a, c;
CREATE PUBLICATION named FOR TABLE b (id, n);
-- plan:
ALTER TABLE public.a ADD COLUMN underpin_new_n bigint;

CREATE FUNCTION public.underpin_fill_a_n() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  NEW.underpin_new_n := NEW.n;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_n BEFORE INSERT OR UPDATE ON public.a FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_a_n();
ALTER TABLE public.a ENABLE ALWAYS TRIGGER zz_underpin_fill_n;
ALTER TABLE public.b ADD COLUMN more text;
ALTER TABLE public.c ADD COLUMN more text;

DO $backfill$
DECLARE
  underpin_at_1 public.a.id%TYPE;
  underpin_last_1 public.a.id%TYPE;
BEGIN
  SELECT id INTO underpin_at_1 FROM public.a ORDER BY id LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT id INTO underpin_last_1 FROM
      (SELECT id FROM public.a WHERE (id) >= (underpin_at_1) ORDER BY id LIMIT 1000) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE public.a SET underpin_new_n = n
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND underpin_new_n IS NULL AND n IS NOT NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.a WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

ANALYZE public.a (underpin_new_n);

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.a IN ACCESS EXCLUSIVE MODE;
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

DROP TRIGGER zz_underpin_fill_n ON public.a;
DROP FUNCTION public.underpin_fill_a_n();
ALTER TABLE public.a RENAME COLUMN n TO underpin_old_n;
ALTER TABLE public.a RENAME COLUMN underpin_new_n TO n;

CREATE FUNCTION public.underpin_keep_a_n() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
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

CREATE TRIGGER zz_underpin_keep_n BEFORE INSERT OR UPDATE ON public.a FOR EACH ROW EXECUTE FUNCTION public.underpin_keep_a_n();
ALTER TABLE public.a ENABLE ALWAYS TRIGGER zz_underpin_keep_n;
DROP TRIGGER zz_underpin_keep_n ON public.a;
DROP FUNCTION public.underpin_keep_a_n();
ALTER TABLE public.a DROP COLUMN underpin_old_n;

-- findings:
-- to.sql:1:14: warning: publication "whole" sends every column of table public.a: a subscriber without "underpin_new_n" stops at the first row [UP308]
-- HINT: Add the columns there first, and drop them there last; or give the publication the list of columns that it is to send.
-- to.sql:3:14: warning: publication "whole" sends every column of table public.c: a subscriber without "more" stops at the first row [UP308]
-- HINT: Add the columns there first, and drop them there last; or give the publication the list of columns that it is to send.
