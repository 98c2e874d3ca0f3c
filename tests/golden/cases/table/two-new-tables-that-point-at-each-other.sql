-- The foreign key that would close the circle comes after both tables.
-- from:


-- to:
CREATE TABLE a (id integer PRIMARY KEY, b_id integer);
CREATE TABLE b (id integer PRIMARY KEY, a_id integer REFERENCES a);
ALTER TABLE a ADD CONSTRAINT a_b_fkey FOREIGN KEY (b_id) REFERENCES b;

-- plan:
CREATE TABLE public.a (
    id integer NOT NULL,
    b_id integer,
    CONSTRAINT a_pkey PRIMARY KEY (id)
);

CREATE TABLE public.b (
    id integer NOT NULL,
    a_id integer,
    CONSTRAINT b_pkey PRIMARY KEY (id)
);

ALTER TABLE public.a ADD CONSTRAINT a_b_fkey FOREIGN KEY (b_id) REFERENCES public.b (id);
ALTER TABLE public.b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES public.a (id);

-- back:
DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.a, public.b IN ACCESS EXCLUSIVE MODE;
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

ALTER TABLE public.a DROP CONSTRAINT a_b_fkey;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.a, public.b IN ACCESS EXCLUSIVE MODE;
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

ALTER TABLE public.b DROP CONSTRAINT b_a_id_fkey;
DROP TABLE public.a;
DROP TABLE public.b;
