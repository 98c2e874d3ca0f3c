-- Both are written until no release uses the old one: keys, foreign keys, indexes, views and NOT NULL move over to the new one.
-- from:
CREATE TABLE account (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail text NOT NULL UNIQUE, data json, size int DEFAULT 1 CHECK (size > 0));
CREATE INDEX account_size ON account (size);
CREATE TABLE alias (mail text REFERENCES account (mail) ON UPDATE CASCADE, name text);
CREATE VIEW large AS SELECT id, mail FROM account WHERE size > 10;
GRANT SELECT ON large TO PUBLIC;
COMMENT ON COLUMN account.mail IS 'where to';
INSERT INTO account (mail, data, size) SELECT 'm' || i, '{}', nullif(i % 20, 0) FROM generate_series(1, 100) i;
INSERT INTO alias SELECT 'm' || i, 'a' || i FROM generate_series(1, 50) i;

-- to:
CREATE TABLE account (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,  -- underpin: renamed from mail
  document json,  -- underpin: renamed from data
  amount int DEFAULT 1 CHECK (amount > 0)  -- underpin: renamed from size
);
CREATE INDEX account_size ON account (amount);
CREATE TABLE alias (mail text REFERENCES account (email) ON UPDATE CASCADE, name text);
CREATE VIEW large AS SELECT id, email AS mail FROM account WHERE amount > 10;
GRANT SELECT ON large TO PUBLIC;
COMMENT ON COLUMN account.email IS 'where to';
-- plan:
ALTER TABLE public.account ADD COLUMN amount integer;

CREATE FUNCTION public.underpin_fill_account_amount() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.amount IS NULL THEN
      NEW.amount := NEW.size;
    ELSE
      NEW.size := NEW.amount;
    END IF;
  ELSIF NEW.size IS DISTINCT FROM OLD.size OR NEW.amount IS NULL AND OLD.amount IS NULL THEN
    NEW.amount := NEW.size;
  ELSE
    NEW.size := NEW.amount;
  END IF;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_amount BEFORE INSERT OR UPDATE ON public.account FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_account_amount();
ALTER TABLE public.account ENABLE ALWAYS TRIGGER zz_underpin_fill_amount;
ALTER TABLE public.account ADD COLUMN document json;

CREATE FUNCTION public.underpin_fill_account_document() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.document IS NULL THEN
      NEW.document := NEW.data;
    ELSE
      NEW.data := NEW.document;
    END IF;
  ELSIF NEW.data::text IS DISTINCT FROM OLD.data::text OR NEW.document IS NULL AND OLD.document IS NULL THEN
    NEW.document := NEW.data;
  ELSE
    NEW.data := NEW.document;
  END IF;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_document BEFORE INSERT OR UPDATE ON public.account FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_account_document();
ALTER TABLE public.account ENABLE ALWAYS TRIGGER zz_underpin_fill_document;
ALTER TABLE public.account ADD COLUMN email text;

CREATE FUNCTION public.underpin_fill_account_email() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.email IS NULL THEN
      NEW.email := NEW.mail;
    ELSE
      NEW.mail := NEW.email;
    END IF;
  ELSIF NEW.mail IS DISTINCT FROM OLD.mail OR NEW.email IS NULL AND OLD.email IS NULL THEN
    NEW.email := NEW.mail;
  ELSE
    NEW.mail := NEW.email;
  END IF;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_email BEFORE INSERT OR UPDATE ON public.account FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_account_email();
ALTER TABLE public.account ENABLE ALWAYS TRIGGER zz_underpin_fill_email;

DO $backfill$
DECLARE
  underpin_at_1 public.account.id%TYPE;
  underpin_last_1 public.account.id%TYPE;
BEGIN
  SELECT id INTO underpin_at_1 FROM public.account ORDER BY id LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT id INTO underpin_last_1 FROM
      (SELECT id FROM public.account WHERE (id) >= (underpin_at_1) ORDER BY id LIMIT 1000) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE public.account SET amount = size
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND amount IS NULL AND size IS NOT NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.account WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

CREATE INDEX CONCURRENTLY underpin_new_account_size ON public.account USING btree (amount);
ALTER TABLE public.account ADD CONSTRAINT underpin_new_account_amount_check CHECK (amount > 0) NOT VALID;
ALTER TABLE public.account VALIDATE CONSTRAINT underpin_new_account_amount_check;
ANALYZE public.account (amount);

DO $backfill$
DECLARE
  underpin_at_1 public.account.id%TYPE;
  underpin_last_1 public.account.id%TYPE;
BEGIN
  SELECT id INTO underpin_at_1 FROM public.account ORDER BY id LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT id INTO underpin_last_1 FROM
      (SELECT id FROM public.account WHERE (id) >= (underpin_at_1) ORDER BY id LIMIT 1000) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE public.account SET document = data
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND document IS NULL AND data IS NOT NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.account WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

ANALYZE public.account (document);

DO $backfill$
DECLARE
  underpin_at_1 public.account.id%TYPE;
  underpin_last_1 public.account.id%TYPE;
BEGIN
  SELECT id INTO underpin_at_1 FROM public.account ORDER BY id LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT id INTO underpin_last_1 FROM
      (SELECT id FROM public.account WHERE (id) >= (underpin_at_1) ORDER BY id LIMIT 1000) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE public.account SET email = mail
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND email IS NULL AND mail IS NOT NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.account WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

ALTER TABLE public.account ADD CONSTRAINT underpin_filled_email NOT NULL email NOT VALID;
ALTER TABLE public.account VALIDATE CONSTRAINT underpin_filled_email;
CREATE UNIQUE INDEX CONCURRENTLY underpin_new_account_email_key ON public.account USING btree (email);

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.account, public.alias IN SHARE ROW EXCLUSIVE MODE;
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

ALTER TABLE public.alias ADD CONSTRAINT underpin_new_alias_mail_fkey FOREIGN KEY (mail) REFERENCES public.account (email) ON UPDATE CASCADE NOT VALID;
ALTER TABLE public.alias VALIDATE CONSTRAINT underpin_new_alias_mail_fkey;
ANALYZE public.account (email);

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.account IN ACCESS EXCLUSIVE MODE;
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

DROP TRIGGER zz_underpin_fill_document ON public.account;
DROP FUNCTION public.underpin_fill_account_document();
ALTER TABLE public.account DROP COLUMN data;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.account, public.alias IN ACCESS EXCLUSIVE MODE;
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

DROP VIEW public.large;
ALTER TABLE public.account DROP CONSTRAINT account_size_check;
DROP INDEX public.account_size;
DROP TRIGGER zz_underpin_fill_amount ON public.account;
DROP FUNCTION public.underpin_fill_account_amount();
ALTER TABLE public.account ALTER COLUMN size DROP DEFAULT;
ALTER TABLE public.account ALTER COLUMN amount SET DEFAULT 1;
ALTER INDEX public.underpin_new_account_size RENAME TO account_size;
ALTER TABLE public.account RENAME CONSTRAINT underpin_new_account_amount_check TO account_amount_check;
ALTER TABLE public.account DROP COLUMN size;
ALTER TABLE public.alias DROP CONSTRAINT alias_mail_fkey;
ALTER TABLE public.account DROP CONSTRAINT account_mail_key;
DROP TRIGGER zz_underpin_fill_email ON public.account;
DROP FUNCTION public.underpin_fill_account_email();
ALTER TABLE public.account ALTER COLUMN mail DROP NOT NULL;
ALTER TABLE public.account RENAME CONSTRAINT underpin_filled_email TO account_email_not_null;
ALTER INDEX public.underpin_new_account_email_key RENAME TO account_email_key;
ALTER TABLE public.account ADD CONSTRAINT account_email_key UNIQUE USING INDEX account_email_key;
ALTER TABLE public.alias RENAME CONSTRAINT underpin_new_alias_mail_fkey TO alias_mail_fkey;
COMMENT ON COLUMN public.account.email IS 'where to';
ALTER TABLE public.account DROP COLUMN mail;

CREATE VIEW public.large AS
SELECT id, email AS mail FROM public.account WHERE amount > 10;

GRANT SELECT ON TABLE public.large TO PUBLIC;

-- findings:
-- from.sql:7:1: note: 2 INSERT statements are left out; this is the first [UP217]
