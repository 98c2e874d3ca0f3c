-- What services ask of a shop, written down after the analysis was done: a measure of what it was not made for.
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
SELECT c.id FROM customers c WHERE c.id IN (SELECT customer_id FROM orders WHERE orders.status = c.status);
SELECT status, count(*) FROM orders GROUP BY status HAVING count(*) > (SELECT avg(n) FROM (SELECT count(*) AS n FROM orders GROUP BY status) x);
SELECT o.*, c.* FROM orders o, customers c WHERE o.customer_id = c.id AND o.id = ANY(ARRAY(SELECT order_id FROM order_items));
SELECT id, (SELECT name FROM customers WHERE id = orders.customer_id) FROM orders ORDER BY name;
SELECT max(id) OVER () + count(*) FROM orders;
SELECT id FROM orders WHERE EXISTS (SELECT 1 FROM order_items HAVING count(*) > 1);
SELECT total::text || status FROM orders;
SELECT total || status FROM orders;
SELECT 'a' || 1 || true || now();
SELECT true || false;
SELECT now() || 'x';
SELECT id || id FROM orders;
SELECT array_agg(id) || 1 FROM orders;
SELECT ARRAY[1,2] || ARRAY['3'];
SELECT ARRAY[1,2] || '3';
SELECT ARRAY[1,2] || NULL;
SELECT ARRAY[1,2]::text;
SELECT (ARRAY[1,2])[1], ('{1,2}'::int[])[1], ARRAY['a']::varchar(3)[];
SELECT count(*) FROM orders WHERE status NOT IN ('new', NULL) AND note IS NULL OR note = '';
SELECT count(*) FROM orders WHERE placed_at::date = current_date AND extract(hour from placed_at) BETWEEN 8 AND 17.5;
SELECT sum(quantity * unit_price)::numeric(12,2) AS total FROM order_items GROUP BY order_id HAVING total > 5;
SELECT p.id, p.title, sum(i.quantity) FROM products p LEFT JOIN order_items i ON i.product_id = p.id GROUP BY p.id, p.title, p.price ORDER BY sum(i.quantity) DESC NULLS LAST;
SELECT DISTINCT status, count(*) OVER (PARTITION BY status) FROM orders ORDER BY 2;
SELECT DISTINCT ON (customer_id) * FROM orders ORDER BY customer_id, placed_at DESC, id;
SELECT price * $1, price + $2::int, $3 * price, price / $4::numeric FROM products;
SELECT * FROM products WHERE attributes->>'size' = ANY($1) AND price < $2 AND title ILIKE $3;
SELECT * FROM products WHERE valid @> $1 OR valid && daterange($2, $3);
SELECT * FROM products WHERE valid @> $1::date AND sku = $2;
SELECT coalesce(o.note, c.phone, 'n/a') AS n, nullif(o.total, 0) FROM orders o JOIN customers c ON c.id = o.customer_id;
INSERT INTO orders (customer_id, total) VALUES ((SELECT id FROM customers WHERE email = $1), $2) RETURNING id, status, placed_at;
INSERT INTO orders (customer_id) SELECT id FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id);
INSERT INTO orders SELECT nextval('orders_id_seq'), 1, 'new', 0, now();
INSERT INTO orders (customer_id, status) VALUES (1, 'new'::text);
INSERT INTO orders (customer_id, status) SELECT 1, s FROM unnest(ARRAY['new', 'paid']) s;
INSERT INTO orders (customer_id, status) SELECT 1, s::order_status FROM unnest(ARRAY['new', 'paid']) s;
INSERT INTO order_items VALUES ($1, $2, $3, $4, $5), (1, 1, 1, 1, 1.5) ON CONFLICT (order_id, line) DO UPDATE SET quantity = order_items.quantity + EXCLUDED.quantity;
INSERT INTO customers (email, name, tags) VALUES ('a', 'b', '{x}') ON CONFLICT (email) DO UPDATE SET tags = array(SELECT DISTINCT unnest(customers.tags || excluded.tags)), name = coalesce(nullif(excluded.name, ''), customers.name);
UPDATE orders SET status = 'paid' WHERE id IN (SELECT order_id FROM order_items GROUP BY order_id HAVING sum(quantity * unit_price) > $1);
UPDATE orders o SET total = s.t FROM (SELECT order_id, sum(quantity * unit_price) AS t FROM order_items GROUP BY order_id) s WHERE s.order_id = o.id AND o.total <> s.t;
UPDATE orders SET note = note || $1 WHERE note IS NOT NULL AND length(note) < $2;
UPDATE orders SET shipped_at = placed_at + interval '1 day' * $1;
UPDATE orders SET placed_at = $1, shipped_at = $1;
UPDATE orders SET placed_at = $1, note = $1;
UPDATE products SET attributes = attributes - $1 || jsonb_build_object($2::text, $3::int);
UPDATE products SET price = price * (1 + $1 / 100.0), valid = daterange(lower(valid), $2) WHERE id = ANY($3);
DELETE FROM customers c WHERE NOT EXISTS (SELECT FROM orders WHERE customer_id = c.id) AND created_at < now() - $1::interval;
SELECT json_build_object('orders', (SELECT json_agg(row_to_json(o)) FROM (SELECT id, total FROM orders WHERE customer_id = c.id) o)) FROM customers c;
SELECT jsonb_agg(jsonb_build_object('id', o.id, 'items', i.items)) FROM orders o CROSS JOIN LATERAL (SELECT jsonb_agg(to_jsonb(x) - 'order_id') AS items FROM order_items x WHERE x.order_id = o.id) i;
SELECT q.* FROM (SELECT id, unnest(tags) AS tag FROM customers) q WHERE q.tag LIKE 'a%' GROUP BY q.id, q.tag;
SELECT (o).id, (c).name FROM orders o JOIN customers c ON (o).customer_id = (c).id;
SELECT o.id::regclass, 'orders'::regclass::text, 'orders_pkey'::regclass FROM orders o;
SELECT substring(email from '@(.*)$'), split_part(email, '@', 2), regexp_replace(email, '(.*)@', '\1') FROM customers;
SELECT * FROM customers ORDER BY lower(name) COLLATE "C", created_at::date DESC;
SELECT row_number() OVER (ORDER BY sum(total) DESC) AS pos, customer_id, sum(total) FROM orders GROUP BY customer_id ORDER BY pos;
SELECT to_char(sum(total), 'FM999,999.00'), to_char(count(*), '999') FROM orders;
SELECT age(now(), created_at), date_trunc('month', created_at) + interval '1 month' - interval '1 day' FROM customers;
SELECT * FROM orders o LEFT JOIN order_items i ON i.order_id = o.id AND i.quantity > $1 WHERE o.total > $2 AND i.order_id IS NULL;
SELECT * FROM orders TABLESAMPLE bernoulli ($1);
SELECT * FROM (SELECT 1 UNION ALL SELECT 2) AS t(n) WHERE n = $1;
SELECT t.n, t.m FROM (VALUES (1, 'a'), ($1, $2)) t(n, m);
WITH c AS (SELECT count(*) FROM orders) SELECT count + 1, c.count FROM c;
WITH c(n) AS (SELECT count(*) FROM orders) UPDATE orders SET total = n FROM c RETURNING n;
SELECT current_timestamp - placed_at > '1 day', placed_at - shipped_at, placed_at = shipped_at, placed_at::time < '12:00' FROM orders;
SELECT discount(total, percent => 5), discount(percent => 5, amount => 1), discount(amount => total) FROM orders;
SELECT (orders_of(1)).*, orders_of(2) FROM customers;
SELECT * FROM orders_of((SELECT id FROM customers LIMIT 1)) WHERE note LIKE '%x%';
SELECT count(*) FROM order_totals WHERE total > ALL (SELECT total FROM orders) AND lines = 3;
SELECT sum(CASE status WHEN 'paid' THEN 1 ELSE 0 END), sum(CASE WHEN status IN ('paid') THEN total END), count(CASE WHEN vip THEN 1 END) FROM orders, customers;
SELECT GREATEST(total, 5.5, '7'), LEAST(placed_at, now()), COALESCE(shipped_at, 'now') FROM orders;
SELECT tags[1:2], tags[$1], tags @> $2, $3 <@ tags FROM customers;
SELECT profile #> '{a,b}', profile #>> $1, profile -> $2, profile ->> 'x' || 'y', profile @> $3 FROM customers;
SELECT profile ->> 'age' > 18 FROM customers;
SELECT (profile ->> 'age')::int > 18, (profile -> 'age')::int > $1 FROM customers;
SELECT * FROM customers WHERE profile -> 'a' = 'x';
SELECT * FROM customers WHERE profile -> 'a' = '"x"' AND vip IS NOT TRUE AND name SIMILAR TO $1;
