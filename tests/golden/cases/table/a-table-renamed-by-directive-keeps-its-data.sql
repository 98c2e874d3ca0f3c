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

-- findings:
-- to.sql:2:1: error: the old state has no table "public.purchases" that was renamed to "app.orders" [UP110]
-- HINT: What it belongs to, the schema or the table, must be in the old state too: create it in a change of its own first.
-- exit code 3
