CREATE TYPE order_status AS ENUM ('new', 'paid', 'shipped', 'cancelled');
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE DOMAIN money_amount AS numeric(12,2) NOT NULL CHECK (VALUE >= 0);
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email email NOT NULL UNIQUE,
  name varchar(80) NOT NULL,
  phone text,
  vip boolean NOT NULL DEFAULT false,
  tags text[] NOT NULL DEFAULT '{}',
  profile jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE products (
  id serial PRIMARY KEY,
  sku char(8) NOT NULL UNIQUE,
  title text NOT NULL,
  price money_amount,
  weight real,
  attributes jsonb,
  search tsvector GENERATED ALWAYS AS (to_tsvector('english', title)) STORED,
  valid daterange
);
CREATE TABLE orders (
  id bigserial PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers,
  status order_status NOT NULL DEFAULT 'new',
  total numeric(12,2) NOT NULL DEFAULT 0,
  placed_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  shipped_at timestamptz,
  note text
);
CREATE TABLE order_items (
  order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE,
  line smallint NOT NULL,
  product_id integer NOT NULL REFERENCES products,
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_price numeric(12,2) NOT NULL,
  PRIMARY KEY (order_id, line)
);
CREATE VIEW order_totals AS
  SELECT o.id, o.customer_id, sum(i.quantity * i.unit_price) AS total, count(*) AS lines
  FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY o.id;
CREATE FUNCTION discount(amount numeric, percent numeric DEFAULT 10) RETURNS numeric LANGUAGE sql IMMUTABLE
  AS $$ SELECT amount * (1 - percent / 100) $$;
CREATE FUNCTION orders_of(who bigint) RETURNS SETOF orders LANGUAGE sql STABLE AS $$ SELECT * FROM orders WHERE customer_id = who $$;
-- queries
SELECT * FROM customers;
SELECT id, email, name FROM customers WHERE id = $1;
SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id WHERE o.status = 'paid';
SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id WHERE o.status = 'payed';
SELECT nme FROM customers;
SELECT c.nme FROM customers c;
SELECT * FROM custmers;
SELECT id FROM customers, orders;
SELECT x.id FROM customers c;
SELECT customers.id FROM customers c;
SELECT count(*), status FROM orders GROUP BY status;
SELECT count(*), status FROM orders;
SELECT o.id, o.note, count(*) FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY o.id;
SELECT o.id, i.line, count(*) FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY o.id;
SELECT sum(total) FROM orders WHERE placed_at >= $1 AND placed_at < $2;
SELECT * FROM orders WHERE customer_id = $1 AND status = ANY($2);
SELECT * FROM orders WHERE customer_id IN ($1, $2, $3) ORDER BY placed_at DESC LIMIT $4 OFFSET $5;
SELECT $1;
SELECT $1 || 'x', $2 + 1;
SELECT $1 IS NULL;
SELECT * FROM orders WHERE $1 IS NULL OR status = $1;
SELECT * FROM orders WHERE $1::order_status IS NULL OR status = $1;
INSERT INTO customers (email, name) VALUES ($1, $2) RETURNING id;
INSERT INTO customers (id, email, name) VALUES (1, 'a@b', 'x');
INSERT INTO customers (id, email, name) OVERRIDING SYSTEM VALUE VALUES (1, 'a@b', 'x');
INSERT INTO customers (email, name) VALUES ('a@b');
INSERT INTO customers (email) VALUES ('a@b', 'x');
INSERT INTO customers (email, email) VALUES ('a@b', 'x');
INSERT INTO customers (mail) VALUES ('a@b');
INSERT INTO products (sku, title, price) VALUES ($1, $2, $3), ($4, $5, $6);
INSERT INTO products (title, search) VALUES ('x', 'y');
UPDATE orders SET status = 'shipped', shipped_at = now() WHERE id = $1 RETURNING *;
UPDATE orders SET total = total + $1 WHERE id = $2;
UPDATE orders SET total = 'x' WHERE id = 1;
UPDATE orders SET total = true;
UPDATE orders SET state = 'x';
UPDATE orders o SET o.total = 1;
DELETE FROM order_items WHERE order_id = $1 AND line = $2;
DELETE FROM order_items USING orders WHERE orders.id = order_id AND orders.status = 'cancelled' RETURNING order_items.*;
SELECT discount(10), discount(10, 5), discount('10');
SELECT discount(total) FROM orders;
SELECT discount(true);
SELECT discount(percent => 5, amount => total) FROM orders;
SELECT * FROM orders_of($1) o WHERE o.total > 100;
SELECT t.*, c.name FROM order_totals t JOIN customers c ON c.id = t.customer_id;
SELECT coalesce(phone, 'none'), coalesce(phone, 0) FROM customers;
SELECT CASE WHEN vip THEN 1 ELSE 'x' END FROM customers;
SELECT CASE WHEN vip THEN 'a' ELSE name END FROM customers;
SELECT id FROM orders UNION SELECT email FROM customers;
SELECT id, total FROM orders UNION ALL SELECT id, price FROM products;
SELECT id FROM orders UNION SELECT id, total FROM orders;
SELECT profile->>'city', profile->'a'->>0, profile #>> '{a,b}' FROM customers WHERE profile @> '{"x":1}';
SELECT row_number() OVER (PARTITION BY customer_id ORDER BY placed_at) FROM orders;
SELECT * FROM orders WHERE row_number() OVER () = 1;
SELECT * FROM orders WHERE sum(total) > 5;
WITH recent AS (SELECT * FROM orders WHERE placed_at > now() - interval '7 days') SELECT customer_id, count(*) FROM recent GROUP BY 1;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT * FROM n;
SELECT lower(id) FROM customers;
SELECT 'abc'::integer;
SELECT name || vip FROM customers;
SELECT id + name FROM customers;
SELECT nope(1);
SELECT 1 +;
SELECT max(quantity), min(unit_price), avg(quantity), avg(unit_price), sum(quantity), sum(line) FROM order_items;
