-- The foreign keys go and come back around it.
-- from:
CREATE TABLE p (a integer NOT NULL, b integer NOT NULL, CONSTRAINT p_key PRIMARY KEY (a), CONSTRAINT p_b UNIQUE (b));
CREATE TABLE c (a integer, b integer REFERENCES p (b), CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES p);

-- to:
CREATE TABLE p (a integer NOT NULL, b integer NOT NULL, CONSTRAINT p_key PRIMARY KEY (b), CONSTRAINT p_a UNIQUE (a), CONSTRAINT p_b UNIQUE (b));
CREATE TABLE c (a integer, b integer REFERENCES p (b), CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES p (a));

-- plan:
CREATE UNIQUE INDEX CONCURRENTLY p_a ON public.p USING btree (a);
ALTER TABLE public.p ADD CONSTRAINT p_a UNIQUE USING INDEX p_a;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.c, public.p IN ACCESS EXCLUSIVE MODE;
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

ALTER TABLE public.c DROP CONSTRAINT c_fk;
ALTER TABLE public.p DROP CONSTRAINT p_key;
CREATE UNIQUE INDEX CONCURRENTLY p_key ON public.p USING btree (b);
ALTER TABLE public.p ADD CONSTRAINT p_key PRIMARY KEY USING INDEX p_key;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.c, public.p IN SHARE ROW EXCLUSIVE MODE;
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

ALTER TABLE public.c ADD CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES public.p (a) NOT VALID;
ALTER TABLE public.c VALIDATE CONSTRAINT c_fk;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.c, public.p IN ACCESS EXCLUSIVE MODE;
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

ALTER TABLE public.c DROP CONSTRAINT c_b_fkey;
ALTER TABLE public.p DROP CONSTRAINT p_b;
ALTER TABLE public.c ADD CONSTRAINT c_b_fkey FOREIGN KEY (b) REFERENCES public.p (b) NOT VALID;
ALTER TABLE public.c VALIDATE CONSTRAINT c_b_fkey;

-- back:
CREATE UNIQUE INDEX CONCURRENTLY p_b ON public.p USING btree (b);
ALTER TABLE public.p ADD CONSTRAINT p_b UNIQUE USING INDEX p_b;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.c, public.p IN ACCESS EXCLUSIVE MODE;
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

ALTER TABLE public.c DROP CONSTRAINT c_b_fkey;
ALTER TABLE public.p DROP CONSTRAINT p_key;
CREATE UNIQUE INDEX CONCURRENTLY p_key ON public.p USING btree (a);
ALTER TABLE public.p ADD CONSTRAINT p_key PRIMARY KEY USING INDEX p_key;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.c, public.p IN SHARE ROW EXCLUSIVE MODE;
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

ALTER TABLE public.c ADD CONSTRAINT c_b_fkey FOREIGN KEY (b) REFERENCES public.p (b) NOT VALID;
ALTER TABLE public.c VALIDATE CONSTRAINT c_b_fkey;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.c, public.p IN ACCESS EXCLUSIVE MODE;
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

ALTER TABLE public.c DROP CONSTRAINT c_fk;
ALTER TABLE public.p DROP CONSTRAINT p_a;
ALTER TABLE public.c ADD CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES public.p (a) NOT VALID;
ALTER TABLE public.c VALIDATE CONSTRAINT c_fk;
