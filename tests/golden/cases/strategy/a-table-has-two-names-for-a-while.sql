-- A view serves the old name. What goes by the table's name follows it.
-- from:
CREATE TABLE client (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail text NOT NULL UNIQUE, n serial, CHECK (n > 0));
CREATE TABLE bill (id int PRIMARY KEY, client int REFERENCES client (id));
CREATE VIEW v AS SELECT id, mail FROM client;
GRANT SELECT ON client TO PUBLIC;
INSERT INTO client (mail) VALUES ('a'), ('b');
INSERT INTO bill VALUES (1, 1);

-- to:
CREATE TABLE customer (  -- underpin: renamed from client
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail text NOT NULL UNIQUE, n serial, CHECK (n > 0));
CREATE TABLE bill (id int PRIMARY KEY, client int REFERENCES customer (id));
CREATE VIEW v AS SELECT id, mail FROM customer;
GRANT SELECT ON customer TO PUBLIC;
-- plan:
ALTER TABLE public.client RENAME TO customer;
ALTER SEQUENCE public.client_id_seq RENAME TO customer_id_seq;
ALTER SEQUENCE public.client_n_seq RENAME TO customer_n_seq;
ALTER TABLE public.customer RENAME CONSTRAINT client_mail_key TO customer_mail_key;
ALTER TABLE public.customer RENAME CONSTRAINT client_n_check TO customer_n_check;
ALTER TABLE public.customer RENAME CONSTRAINT client_pkey TO customer_pkey;
CREATE VIEW public.client WITH (security_invoker = true) AS SELECT id, mail, n FROM public.customer;
GRANT SELECT ON public.client TO PUBLIC;
ALTER TABLE public.customer RENAME CONSTRAINT client_id_not_null TO customer_id_not_null;
ALTER TABLE public.customer RENAME CONSTRAINT client_mail_not_null TO customer_mail_not_null;
ALTER TABLE public.customer RENAME CONSTRAINT client_n_not_null TO customer_n_not_null;
DROP VIEW public.client;

-- findings:
-- from.sql:5:1: note: 2 INSERT statements are left out; this is the first [UP217]
