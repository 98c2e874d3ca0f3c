-- Check, unique, foreign key, exclusion.
-- from:
CREATE TABLE u (id integer PRIMARY KEY);
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer, r int4range, CONSTRAINT b_small CHECK (b < 10));

-- to:
CREATE TABLE u (id integer PRIMARY KEY);
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer, r int4range,
  CONSTRAINT b_big CHECK (b > 10), CONSTRAINT a_unique UNIQUE (a) INCLUDE (b),
  CONSTRAINT b_fk FOREIGN KEY (b) REFERENCES u ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT no_overlap EXCLUDE USING gist (r WITH &&));

-- plan:
ALTER TABLE public.t DROP CONSTRAINT b_small;
ALTER TABLE public.t ADD CONSTRAINT b_big CHECK (b > 10) NOT VALID;
ALTER TABLE public.t ADD CONSTRAINT no_overlap EXCLUDE USING gist (r WITH &&);
CREATE UNIQUE INDEX CONCURRENTLY a_unique ON public.t USING btree (a) INCLUDE (b);
ALTER TABLE public.t ADD CONSTRAINT a_unique UNIQUE USING INDEX a_unique;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.t, public.u IN SHARE ROW EXCLUSIVE MODE;
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

ALTER TABLE public.t ADD CONSTRAINT b_fk FOREIGN KEY (b) REFERENCES public.u (id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT b_big;
ALTER TABLE public.t VALIDATE CONSTRAINT b_fk;

-- back:
DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.t, public.u IN ACCESS EXCLUSIVE MODE;
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

ALTER TABLE public.t DROP CONSTRAINT b_fk;
ALTER TABLE public.t DROP CONSTRAINT b_big;
ALTER TABLE public.t ADD CONSTRAINT b_small CHECK (b < 10) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT b_small;
ALTER TABLE public.t DROP CONSTRAINT a_unique;
ALTER TABLE public.t DROP CONSTRAINT no_overlap;

-- diff:
-- schema public
--     table public.t
--     + unique constraint a_unique  (a)
--     + check constraint b_big
--     + foreign key b_fk  (b)
--     - check constraint b_small
--     + exclusion constraint no_overlap  (r)
--
-- 4 added, 0 changed, 1 removed

-- findings:
-- to.sql:5:3: warning: step create-constraint-public.t.no_overlap blocks reads and writes of "public.t" for as long as the indexes take to be built: public.no_overlap [UP306]
-- HINT: No online way is known for this change, or a directive asks for this one: run it when the table is small or nobody works, or make the change in steps of your own.
