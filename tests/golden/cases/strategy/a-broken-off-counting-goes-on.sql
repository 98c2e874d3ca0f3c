-- The old state is where the counting of a new identity column was broken off; a serial becomes an identity in one transaction.
-- options: --target 15
-- from:
CREATE SEQUENCE underpin_count_t_id AS integer;
CREATE TABLE t (name text PRIMARY KEY, id int DEFAULT nextval('underpin_count_t_id'));
CREATE TABLE s (id serial PRIMARY KEY);
INSERT INTO t SELECT 'n' || i, nullif(i % 1500, i) FROM generate_series(1, 2500) i;
INSERT INTO s SELECT FROM generate_series(1, 20) i;

-- to:
CREATE TABLE t (name text PRIMARY KEY, id int GENERATED ALWAYS AS IDENTITY);
CREATE TABLE s (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);

-- plan:
DO $backfill$
DECLARE
  underpin_at_1 public.t.name%TYPE;
  underpin_last_1 public.t.name%TYPE;
BEGIN
  SELECT name INTO underpin_at_1 FROM public.t ORDER BY name LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT name INTO underpin_last_1 FROM
      (SELECT name FROM public.t WHERE (name) >= (underpin_at_1) ORDER BY name LIMIT 1000) AS batch
      ORDER BY name DESC LIMIT 1;
    UPDATE public.t SET id = nextval('public.underpin_count_t_id'::regclass)
      WHERE (name) >= (underpin_at_1) AND (name) <= (underpin_last_1) AND id IS NULL;
    COMMIT;
    SELECT name INTO underpin_at_1 FROM public.t WHERE (name) > (underpin_last_1) ORDER BY name LIMIT 1;
  END LOOP;
END
$backfill$;

ALTER TABLE public.t ADD CONSTRAINT underpin_not_null_id CHECK (id IS NOT NULL) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT underpin_not_null_id;
ALTER TABLE public.t ALTER COLUMN id SET NOT NULL;
ALTER TABLE public.t DROP CONSTRAINT underpin_not_null_id;
ALTER TABLE public.t ALTER COLUMN id DROP DEFAULT;
ALTER TABLE public.t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
ALTER TABLE public.s ALTER COLUMN id DROP DEFAULT;
DROP SEQUENCE public.s_id_seq;
ALTER TABLE public.s ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
SELECT pg_catalog.setval('public.s_id_seq', greatest(max(id) + 1, 1), false) FROM public.s;
DROP SEQUENCE public.underpin_count_t_id;
SELECT pg_catalog.setval('public.t_id_seq', greatest(max(id) + 1, 1), false) FROM public.t;

-- findings:
-- from.sql:4:1: note: 2 INSERT statements are left out; this is the first [UP217]
