-- What it left behind is used again: the check, and the column that has not been filled.
-- options: --target 15
-- from:
CREATE TABLE t (id int PRIMARY KEY, a int, b int, c uuid DEFAULT gen_random_uuid(), d text);
ALTER TABLE t ADD CONSTRAINT underpin_not_null_a CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE t ADD CONSTRAINT underpin_not_null_b CHECK (b IS NOT NULL);
INSERT INTO t SELECT i, i, i, NULL, NULL FROM generate_series(1, 2500) AS i;

-- to:
CREATE TABLE t (
  id int PRIMARY KEY,
  a int NOT NULL,
  b int NOT NULL,
  c uuid NOT NULL DEFAULT gen_random_uuid(),
  d text NOT NULL  -- underpin: backfill using 'd' || id
);

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
    UPDATE public.t SET c = gen_random_uuid()
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND c IS NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.t WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

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
    UPDATE public.t SET d = 'd' || id
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND d IS NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.t WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

ALTER TABLE public.t VALIDATE CONSTRAINT underpin_not_null_a;
ALTER TABLE public.t ALTER COLUMN a SET NOT NULL;
ALTER TABLE public.t DROP CONSTRAINT underpin_not_null_a;
ALTER TABLE public.t ALTER COLUMN b SET NOT NULL;
ALTER TABLE public.t DROP CONSTRAINT underpin_not_null_b;
ALTER TABLE public.t ADD CONSTRAINT underpin_not_null_c CHECK (c IS NOT NULL) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT underpin_not_null_c;
ALTER TABLE public.t ALTER COLUMN c SET NOT NULL;
ALTER TABLE public.t DROP CONSTRAINT underpin_not_null_c;
ALTER TABLE public.t ADD CONSTRAINT underpin_not_null_d CHECK (d IS NOT NULL) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT underpin_not_null_d;
ALTER TABLE public.t ALTER COLUMN d SET NOT NULL;
ALTER TABLE public.t DROP CONSTRAINT underpin_not_null_d;

-- findings:
-- from.sql:4:1: note: INSERT statement is left out [UP217]
