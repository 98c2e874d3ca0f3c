-- One word in the schema: the key, the foreign keys to it, its sequence, a view and an index change together, online.
-- options: --target 15
-- from:
CREATE TABLE customer (
  id serial PRIMARY KEY, email text NOT NULL UNIQUE, parent int REFERENCES customer (id));
CREATE INDEX customer_parent ON customer (parent);
COMMENT ON INDEX customer_parent IS 'who brought whom';
CREATE TABLE orders (id bigint PRIMARY KEY, customer int NOT NULL REFERENCES customer (id) ON DELETE CASCADE, CHECK (customer > 0));
CREATE TABLE visit (customer int REFERENCES customer (id), at timestamptz);
CREATE VIEW v AS SELECT id, count(*) AS orders FROM customer GROUP BY id;
INSERT INTO customer (email) SELECT 'a' || i FROM generate_series(1, 2500) i;
UPDATE customer SET parent = id - 1 WHERE id % 2 = 0;
INSERT INTO orders SELECT i, i % 2000 + 1 FROM generate_series(1, 5000) i;
INSERT INTO visit SELECT nullif(i, 7), now() FROM generate_series(1, 50) i;

-- to:
CREATE TABLE customer (
  id bigserial PRIMARY KEY, email text NOT NULL UNIQUE, parent bigint REFERENCES customer (id));
CREATE INDEX customer_parent ON customer (parent);
COMMENT ON INDEX customer_parent IS 'who brought whom';
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint NOT NULL REFERENCES customer (id) ON DELETE CASCADE, CHECK (customer > 0));
CREATE TABLE visit (customer int REFERENCES customer (id), at timestamptz);
CREATE VIEW v AS SELECT id, count(*) AS orders FROM customer GROUP BY id;

-- plan:
ALTER TABLE public.customer ADD COLUMN underpin_new_id bigint;

CREATE FUNCTION public.underpin_fill_customer_id() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  NEW.underpin_new_id := NEW.id;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_id BEFORE INSERT OR UPDATE ON public.customer FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_customer_id();
ALTER TABLE public.customer ENABLE ALWAYS TRIGGER zz_underpin_fill_id;
ALTER TABLE public.customer ADD COLUMN underpin_new_parent bigint;

CREATE FUNCTION public.underpin_fill_customer_parent() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  NEW.underpin_new_parent := NEW.parent;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_parent BEFORE INSERT OR UPDATE ON public.customer FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_customer_parent();
ALTER TABLE public.customer ENABLE ALWAYS TRIGGER zz_underpin_fill_parent;
ALTER TABLE public.orders ADD COLUMN underpin_new_customer bigint;

CREATE FUNCTION public.underpin_fill_orders_customer() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  NEW.underpin_new_customer := NEW.customer;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_fill_customer BEFORE INSERT OR UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.underpin_fill_orders_customer();
ALTER TABLE public.orders ENABLE ALWAYS TRIGGER zz_underpin_fill_customer;

DO $backfill$
DECLARE
  underpin_at_1 public.customer.id%TYPE;
  underpin_last_1 public.customer.id%TYPE;
BEGIN
  SELECT id INTO underpin_at_1 FROM public.customer ORDER BY id LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT id INTO underpin_last_1 FROM
      (SELECT id FROM public.customer WHERE (id) >= (underpin_at_1) ORDER BY id LIMIT 1000) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE public.customer SET underpin_new_id = id
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND underpin_new_id IS NULL AND id IS NOT NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.customer WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

DO $backfill$
DECLARE
  underpin_at_1 public.customer.id%TYPE;
  underpin_last_1 public.customer.id%TYPE;
BEGIN
  SELECT id INTO underpin_at_1 FROM public.customer ORDER BY id LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT id INTO underpin_last_1 FROM
      (SELECT id FROM public.customer WHERE (id) >= (underpin_at_1) ORDER BY id LIMIT 1000) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE public.customer SET underpin_new_parent = parent
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND underpin_new_parent IS NULL AND parent IS NOT NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.customer WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

DO $backfill$
DECLARE
  underpin_at_1 public.orders.id%TYPE;
  underpin_last_1 public.orders.id%TYPE;
BEGIN
  SELECT id INTO underpin_at_1 FROM public.orders ORDER BY id LIMIT 1;
  WHILE underpin_at_1 IS NOT NULL LOOP
    SELECT id INTO underpin_last_1 FROM
      (SELECT id FROM public.orders WHERE (id) >= (underpin_at_1) ORDER BY id LIMIT 1000) AS batch
      ORDER BY id DESC LIMIT 1;
    UPDATE public.orders SET underpin_new_customer = customer
      WHERE (id) >= (underpin_at_1) AND (id) <= (underpin_last_1) AND underpin_new_customer IS NULL AND customer IS NOT NULL;
    COMMIT;
    SELECT id INTO underpin_at_1 FROM public.orders WHERE (id) > (underpin_last_1) ORDER BY id LIMIT 1;
  END LOOP;
END
$backfill$;

ALTER TABLE public.customer ADD CONSTRAINT underpin_not_null_id CHECK (underpin_new_id IS NOT NULL) NOT VALID;
ALTER TABLE public.customer VALIDATE CONSTRAINT underpin_not_null_id;
ALTER TABLE public.customer ALTER COLUMN underpin_new_id SET NOT NULL;
ALTER TABLE public.customer DROP CONSTRAINT underpin_not_null_id;
ALTER TABLE public.orders ADD CONSTRAINT underpin_not_null_customer CHECK (underpin_new_customer IS NOT NULL) NOT VALID;
ALTER TABLE public.orders VALIDATE CONSTRAINT underpin_not_null_customer;
ALTER TABLE public.orders ALTER COLUMN underpin_new_customer SET NOT NULL;
ALTER TABLE public.orders DROP CONSTRAINT underpin_not_null_customer;
CREATE INDEX CONCURRENTLY underpin_new_customer_parent ON public.customer USING btree (underpin_new_parent);
CREATE UNIQUE INDEX CONCURRENTLY underpin_new_customer_pkey ON public.customer USING btree (underpin_new_id);
ALTER TABLE public.customer ADD CONSTRAINT underpin_new_customer_parent_fkey FOREIGN KEY (underpin_new_parent) REFERENCES public.customer (underpin_new_id) NOT VALID;
ALTER TABLE public.customer VALIDATE CONSTRAINT underpin_new_customer_parent_fkey;
ALTER TABLE public.orders ADD CONSTRAINT underpin_new_orders_customer_check CHECK (underpin_new_customer > 0) NOT VALID;
ALTER TABLE public.orders VALIDATE CONSTRAINT underpin_new_orders_customer_check;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.customer, public.orders IN SHARE ROW EXCLUSIVE MODE;
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

ALTER TABLE public.orders ADD CONSTRAINT underpin_new_orders_customer_fkey FOREIGN KEY (underpin_new_customer) REFERENCES public.customer (underpin_new_id) ON DELETE CASCADE NOT VALID;
ALTER TABLE public.orders VALIDATE CONSTRAINT underpin_new_orders_customer_fkey;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.customer, public.visit IN SHARE ROW EXCLUSIVE MODE;
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

ALTER TABLE public.visit ADD CONSTRAINT underpin_new_visit_customer_fkey FOREIGN KEY (customer) REFERENCES public.customer (underpin_new_id) NOT VALID;
ALTER TABLE public.visit VALIDATE CONSTRAINT underpin_new_visit_customer_fkey;
ANALYZE public.customer (underpin_new_id);
ANALYZE public.customer (underpin_new_parent);
ANALYZE public.orders (underpin_new_customer);
ALTER SEQUENCE public.customer_id_seq AS bigint;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.customer, public.orders, public.visit IN ACCESS EXCLUSIVE MODE;
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

DROP VIEW public.v;
ALTER TABLE public.customer DROP CONSTRAINT customer_parent_fkey;
ALTER TABLE public.orders DROP CONSTRAINT orders_customer_fkey;
ALTER TABLE public.visit DROP CONSTRAINT visit_customer_fkey;
ALTER TABLE public.customer DROP CONSTRAINT customer_pkey;
ALTER TABLE public.orders DROP CONSTRAINT orders_customer_check;
DROP INDEX public.customer_parent;
DROP TRIGGER zz_underpin_fill_id ON public.customer;
DROP FUNCTION public.underpin_fill_customer_id();
ALTER TABLE public.customer ALTER COLUMN id DROP DEFAULT;
ALTER TABLE public.customer ALTER COLUMN id DROP NOT NULL;
ALTER TABLE public.customer RENAME COLUMN id TO underpin_old_id;
ALTER TABLE public.customer RENAME COLUMN underpin_new_id TO id;
ALTER TABLE public.customer ALTER COLUMN id SET DEFAULT nextval('public.customer_id_seq'::regclass);
ALTER SEQUENCE public.customer_id_seq OWNED BY public.customer.id;
DROP TRIGGER zz_underpin_fill_parent ON public.customer;
DROP FUNCTION public.underpin_fill_customer_parent();
ALTER TABLE public.customer RENAME COLUMN parent TO underpin_old_parent;
ALTER TABLE public.customer RENAME COLUMN underpin_new_parent TO parent;
DROP TRIGGER zz_underpin_fill_customer ON public.orders;
DROP FUNCTION public.underpin_fill_orders_customer();
ALTER TABLE public.orders ALTER COLUMN customer DROP NOT NULL;
ALTER TABLE public.orders RENAME COLUMN customer TO underpin_old_customer;
ALTER TABLE public.orders RENAME COLUMN underpin_new_customer TO customer;
ALTER INDEX public.underpin_new_customer_parent RENAME TO customer_parent;
ALTER INDEX public.underpin_new_customer_pkey RENAME TO customer_pkey;
ALTER TABLE public.customer ADD CONSTRAINT customer_pkey PRIMARY KEY USING INDEX customer_pkey;
ALTER TABLE public.customer RENAME CONSTRAINT underpin_new_customer_parent_fkey TO customer_parent_fkey;
ALTER TABLE public.orders RENAME CONSTRAINT underpin_new_orders_customer_check TO orders_customer_check;
ALTER TABLE public.orders RENAME CONSTRAINT underpin_new_orders_customer_fkey TO orders_customer_fkey;
ALTER TABLE public.visit RENAME CONSTRAINT underpin_new_visit_customer_fkey TO visit_customer_fkey;
COMMENT ON INDEX public.customer_parent IS 'who brought whom';

CREATE FUNCTION public.underpin_keep_customer_id() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
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

CREATE TRIGGER zz_underpin_keep_id BEFORE INSERT OR UPDATE ON public.customer FOR EACH ROW EXECUTE FUNCTION public.underpin_keep_customer_id();
ALTER TABLE public.customer ENABLE ALWAYS TRIGGER zz_underpin_keep_id;

CREATE FUNCTION public.underpin_keep_customer_parent() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.underpin_old_parent IS NOT NULL THEN
    NEW.parent := NEW.underpin_old_parent;
  END IF;
  BEGIN
    NEW.underpin_old_parent := NEW.parent;
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    NEW.underpin_old_parent := NULL;
  END;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_keep_parent BEFORE INSERT OR UPDATE ON public.customer FOR EACH ROW EXECUTE FUNCTION public.underpin_keep_customer_parent();
ALTER TABLE public.customer ENABLE ALWAYS TRIGGER zz_underpin_keep_parent;

CREATE FUNCTION public.underpin_keep_orders_customer() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $underpin$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.underpin_old_customer IS NOT NULL THEN
    NEW.customer := NEW.underpin_old_customer;
  END IF;
  BEGIN
    NEW.underpin_old_customer := NEW.customer;
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    NEW.underpin_old_customer := NULL;
  END;
  RETURN NEW;
END
$underpin$;

CREATE TRIGGER zz_underpin_keep_customer BEFORE INSERT OR UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.underpin_keep_orders_customer();
ALTER TABLE public.orders ENABLE ALWAYS TRIGGER zz_underpin_keep_customer;

CREATE VIEW public.v AS
SELECT id, count(*) AS orders FROM public.customer GROUP BY id;

DO $lock$
DECLARE
  taken boolean := false;
  attempts integer := 0;
BEGIN
  SET LOCAL lock_timeout = '300ms';
  WHILE NOT taken AND attempts < 100 LOOP
    BEGIN
      LOCK TABLE public.customer, public.orders IN ACCESS EXCLUSIVE MODE;
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

DROP TRIGGER zz_underpin_keep_id ON public.customer;
DROP FUNCTION public.underpin_keep_customer_id();
ALTER TABLE public.customer DROP COLUMN underpin_old_id;
DROP TRIGGER zz_underpin_keep_parent ON public.customer;
DROP FUNCTION public.underpin_keep_customer_parent();
ALTER TABLE public.customer DROP COLUMN underpin_old_parent;
DROP TRIGGER zz_underpin_keep_customer ON public.orders;
DROP FUNCTION public.underpin_keep_orders_customer();
ALTER TABLE public.orders DROP COLUMN underpin_old_customer;

-- findings:
-- from.sql:8:1: note: 3 INSERT statements are left out; this is the first [UP217]
-- from.sql:9:1: note: UPDATE statement is left out [UP217]
