-- And moves to another schema at the same time.
-- from:
CREATE SCHEMA app;
CREATE TABLE purchases (id serial PRIMARY KEY, a text);
CREATE VIEW v AS SELECT a FROM purchases;

-- to:
CREATE SCHEMA app;
-- underpin: renamed from public.purchases
CREATE TABLE app.orders (id integer NOT NULL, a text, CONSTRAINT purchases_pkey PRIMARY KEY (id));
CREATE SEQUENCE app.purchases_id_seq AS integer OWNED BY app.orders.id;
ALTER TABLE app.orders ALTER COLUMN id SET DEFAULT nextval('app.purchases_id_seq');
CREATE VIEW v AS SELECT a FROM app.orders;

-- plan:
ALTER TABLE public.purchases SET SCHEMA app;
ALTER TABLE app.purchases RENAME TO orders;
ALTER TABLE app.orders RENAME CONSTRAINT purchases_id_not_null TO orders_id_not_null;
