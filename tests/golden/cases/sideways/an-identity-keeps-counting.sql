-- The new column's identity goes on where the old one's stood.
-- options: --target 15
-- from:
CREATE TABLE note (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body varchar(20) DEFAULT 'x', CONSTRAINT pair UNIQUE (id, body));
COMMENT ON COLUMN note.body IS 'what it says';
INSERT INTO note (body) SELECT 'n' || i FROM generate_series(1, 100) i;

-- to:
CREATE TABLE note (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body varchar(10) DEFAULT 'x', CONSTRAINT pair UNIQUE (id, body));
COMMENT ON COLUMN note.body IS 'what it says';

-- plan:
ALTER TABLE public.note ADD COLUMN underpin_new_body character varying(10);

CREATE FUNCTION public.underpin_fill_note_body() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  BEGIN
    NEW.underpin_new_body := NEW.body;
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    NEW.underpin_new_body := NULL;
  END;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_body BEFORE INSERT OR UPDATE ON public.note FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_note_body();
ALTER TABLE public.note ENABLE ALWAYS TRIGGER zz_underpin_fill_body;
ALTER TABLE public.note ADD COLUMN underpin_new_id bigint;

CREATE FUNCTION public.underpin_fill_note_id() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  NEW.underpin_new_id := NEW.id;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_id BEFORE INSERT OR UPDATE ON public.note FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_note_id();
ALTER TABLE public.note ENABLE ALWAYS TRIGGER zz_underpin_fill_id;

DO $backfill$
DECLARE
  underpin_at_1 public.note.id%TYPE;
  underpin_last_1 public.note.id%TYPE;
BEGIN
  SELECT id INTO underpin_at_1 FROM public.note ORDER BY id LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT id INTO underpin_last_1 FROM
      (SELECT id FROM public.note WHERE (id) >= (underpin_at_1) ORDER BY id LIMIT 1000) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE public.note SET underpin_new_body = body
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND underpin_new_body IS NULL AND body IS NOT NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.note WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

DO $backfill$
DECLARE
  underpin_at_1 public.note.id%TYPE;
  underpin_last_1 public.note.id%TYPE;
BEGIN
  SELECT id INTO underpin_at_1 FROM public.note ORDER BY id LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT id INTO underpin_last_1 FROM
      (SELECT id FROM public.note WHERE (id) >= (underpin_at_1) ORDER BY id LIMIT 1000) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE public.note SET underpin_new_id = id
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND underpin_new_id IS NULL AND id IS NOT NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.note WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

ALTER TABLE public.note ADD CONSTRAINT underpin_not_null_id CHECK (underpin_new_id IS NOT NULL) NOT VALID;
ALTER TABLE public.note VALIDATE CONSTRAINT underpin_not_null_id;
ALTER TABLE public.note ALTER COLUMN underpin_new_id SET NOT NULL;
ALTER TABLE public.note DROP CONSTRAINT underpin_not_null_id;
CREATE UNIQUE INDEX CONCURRENTLY underpin_new_note_pkey ON public.note USING btree (underpin_new_id);
CREATE UNIQUE INDEX CONCURRENTLY underpin_new_pair ON public.note USING btree (underpin_new_id, underpin_new_body);
ANALYZE public.note (underpin_new_body);
ANALYZE public.note (underpin_new_id);
ALTER TABLE public.note ADD CONSTRAINT underpin_held_body CHECK (body IS NULL OR underpin_new_body IS NOT NULL) NOT VALID;
ALTER TABLE public.note VALIDATE CONSTRAINT underpin_held_body;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.note IN ACCESS EXCLUSIVE MODE;
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

ALTER TABLE public.note DROP CONSTRAINT note_pkey;
ALTER TABLE public.note DROP CONSTRAINT pair;
DROP TRIGGER zz_underpin_fill_body ON public.note;
DROP FUNCTION public.underpin_fill_note_body();
ALTER TABLE public.note DROP CONSTRAINT underpin_held_body;
ALTER TABLE public.note ALTER COLUMN body DROP DEFAULT;
ALTER TABLE public.note RENAME COLUMN body TO underpin_old_body;
ALTER TABLE public.note RENAME COLUMN underpin_new_body TO body;
ALTER TABLE public.note ALTER COLUMN body SET DEFAULT 'x';
DROP TRIGGER zz_underpin_fill_id ON public.note;
DROP FUNCTION public.underpin_fill_note_id();
ALTER TABLE public.note ALTER COLUMN underpin_new_id ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.underpin_new_note_id_seq);
SELECT pg_catalog.setval('public.underpin_new_note_id_seq', last_value, is_called) FROM public.note_id_seq;
ALTER TABLE public.note ALTER COLUMN id DROP IDENTITY;
ALTER SEQUENCE public.underpin_new_note_id_seq RENAME TO note_id_seq;
ALTER TABLE public.note ALTER COLUMN id DROP NOT NULL;
ALTER TABLE public.note RENAME COLUMN id TO underpin_old_id;
ALTER TABLE public.note RENAME COLUMN underpin_new_id TO id;
ALTER INDEX public.underpin_new_note_pkey RENAME TO note_pkey;
ALTER TABLE public.note ADD CONSTRAINT note_pkey PRIMARY KEY USING INDEX note_pkey;
ALTER INDEX public.underpin_new_pair RENAME TO pair;
ALTER TABLE public.note ADD CONSTRAINT pair UNIQUE USING INDEX pair;
COMMENT ON COLUMN public.note.body IS 'what it says';

CREATE FUNCTION public.underpin_keep_note_body() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.underpin_old_body IS NOT NULL THEN
    NEW.body := NEW.underpin_old_body;
  END IF;
  NEW.underpin_old_body := NEW.body;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_keep_body BEFORE INSERT OR UPDATE ON public.note FOR EACH ROW EXECUTE FUNCTION public.underpin_keep_note_body();
ALTER TABLE public.note ENABLE ALWAYS TRIGGER zz_underpin_keep_body;

CREATE FUNCTION public.underpin_keep_note_id() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
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

CREATE TRIGGER zz_underpin_keep_id BEFORE INSERT OR UPDATE ON public.note FOR EACH ROW EXECUTE FUNCTION public.underpin_keep_note_id();
ALTER TABLE public.note ENABLE ALWAYS TRIGGER zz_underpin_keep_id;
DROP TRIGGER zz_underpin_keep_body ON public.note;
DROP FUNCTION public.underpin_keep_note_body();
ALTER TABLE public.note DROP COLUMN underpin_old_body;
DROP TRIGGER zz_underpin_keep_id ON public.note;
DROP FUNCTION public.underpin_keep_note_id();
ALTER TABLE public.note DROP COLUMN underpin_old_id;

-- findings:
-- from.sql:3:1: note: INSERT statement is left out [UP217]
