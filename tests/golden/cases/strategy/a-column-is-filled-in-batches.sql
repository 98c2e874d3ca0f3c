-- Along the primary key, over two columns, and without one; the rows of `from` are there when the test on a server runs it.
-- options: --target 15
-- from:
CREATE TABLE one (id bigint PRIMARY KEY, name text);
CREATE TABLE two (a int, b text, PRIMARY KEY (a, b));
CREATE TABLE none (x int);
INSERT INTO one SELECT i, 'Name ' || i FROM generate_series(1, 2500) AS i;
INSERT INTO two SELECT i % 7, 'b' || i FROM generate_series(1, 2500) AS i;
INSERT INTO none SELECT i FROM generate_series(1, 2500) AS i;

-- to:
CREATE TABLE one (
  id bigint PRIMARY KEY, name text,
  slug text NOT NULL,  -- underpin: backfill using lower(replace(name, ' ', '-'))
  token uuid NOT NULL DEFAULT gen_random_uuid()
);
CREATE TABLE two (a int, b text, rank float8 DEFAULT random(), PRIMARY KEY (a, b));
CREATE TABLE none (
  x int,
  double int NOT NULL  -- underpin: backfill using x * 2
);
-- plan:
ALTER TABLE public."none" ADD COLUMN double integer;
ALTER TABLE public.one ADD COLUMN slug text;
ALTER TABLE public.one ADD COLUMN token uuid, ALTER COLUMN token SET DEFAULT gen_random_uuid();
ALTER TABLE public.two ADD COLUMN rank double precision, ALTER COLUMN rank SET DEFAULT random();

DO $backfill$
DECLARE
  more boolean := true;
BEGIN
  WHILE more LOOP
    UPDATE public."none" SET double = x * 2 WHERE double IS NULL AND ctid = ANY (ARRAY
      (SELECT ctid FROM public."none" WHERE double IS NULL AND (x * 2) IS NOT NULL LIMIT 1000));
    more := FOUND;
    COMMIT;
  END LOOP;
END
$backfill$;

DO $backfill$
DECLARE
  underpin_at_1 public.one.id%TYPE;
  underpin_last_1 public.one.id%TYPE;
BEGIN
  SELECT id INTO underpin_at_1 FROM public.one ORDER BY id LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT id INTO underpin_last_1 FROM
      (SELECT id FROM public.one WHERE (id) >= (underpin_at_1) ORDER BY id LIMIT 1000) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE public.one SET slug = lower(replace(name, ' ', '-'))
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND slug IS NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.one WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

DO $backfill$
DECLARE
  underpin_at_1 public.one.id%TYPE;
  underpin_last_1 public.one.id%TYPE;
BEGIN
  SELECT id INTO underpin_at_1 FROM public.one ORDER BY id LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT id INTO underpin_last_1 FROM
      (SELECT id FROM public.one WHERE (id) >= (underpin_at_1) ORDER BY id LIMIT 1000) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE public.one SET token = gen_random_uuid()
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND token IS NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.one WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

ALTER TABLE public.one ADD CONSTRAINT underpin_not_null_token CHECK (token IS NOT NULL) NOT VALID;
ALTER TABLE public.one VALIDATE CONSTRAINT underpin_not_null_token;
ALTER TABLE public.one ALTER COLUMN token SET NOT NULL;
ALTER TABLE public.one DROP CONSTRAINT underpin_not_null_token;

DO $backfill$
DECLARE
  underpin_at_1 public.two.a%TYPE;
  underpin_last_1 public.two.a%TYPE;
  underpin_at_2 public.two.b%TYPE;
  underpin_last_2 public.two.b%TYPE;
BEGIN
  SELECT a, b INTO underpin_at_1, underpin_at_2 FROM public.two ORDER BY a, b LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT a, b INTO underpin_last_1, underpin_last_2 FROM
      (SELECT a, b FROM public.two WHERE (a, b) >= (underpin_at_1, underpin_at_2) ORDER BY a, b LIMIT 1000) AS batch
      ORDER BY a DESC, b DESC LIMIT 1;
    UPDATE public.two SET rank = random()
      WHERE (a, b) >= (underpin_at_1, underpin_at_2) AND (a, b) <= (underpin_last_1, underpin_last_2) AND rank IS NULL;
    COMMIT;
    SELECT a, b INTO underpin_at_1, underpin_at_2 FROM public.two WHERE (a, b) > (underpin_last_1, underpin_last_2) ORDER BY a, b LIMIT 1;
  END LOOP;
END
$backfill$;

ALTER TABLE public."none" ADD CONSTRAINT underpin_not_null_double CHECK (double IS NOT NULL) NOT VALID;
ALTER TABLE public."none" VALIDATE CONSTRAINT underpin_not_null_double;
ALTER TABLE public."none" ALTER COLUMN double SET NOT NULL;
ALTER TABLE public."none" DROP CONSTRAINT underpin_not_null_double;
ALTER TABLE public.one ADD CONSTRAINT underpin_not_null_slug CHECK (slug IS NOT NULL) NOT VALID;
ALTER TABLE public.one VALIDATE CONSTRAINT underpin_not_null_slug;
ALTER TABLE public.one ALTER COLUMN slug SET NOT NULL;
ALTER TABLE public.one DROP CONSTRAINT underpin_not_null_slug;

-- findings:
-- from.sql:4:1: note: 3 INSERT statements are left out; this is the first [UP217]
