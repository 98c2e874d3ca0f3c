CREATE TABLE shop.category (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id integer REFERENCES shop.category,
  name text NOT NULL
);

CREATE TABLE shop.product (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  category_id integer NOT NULL REFERENCES shop.category,
  sku varchar(40) NOT NULL UNIQUE,
  name text NOT NULL,
  description text,
  price shop.money_amount NOT NULL,
  active boolean NOT NULL DEFAULT true,
  updated_at timestamptz NOT NULL DEFAULT now(),
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', name || ' ' || coalesce(description, ''))) STORED
);
CREATE INDEX product_name_idx ON shop.product (lower(name));
CREATE INDEX product_search_idx ON shop.product USING gin (search);

CREATE TABLE shop.stock (
  product_id bigint PRIMARY KEY REFERENCES shop.product,
  quantity integer NOT NULL DEFAULT 0 CHECK (quantity >= 0)
);

CREATE TRIGGER product_touch BEFORE UPDATE ON shop.product
  FOR EACH ROW EXECUTE FUNCTION shop.touch();

GRANT SELECT ON shop.category, shop.product, shop.stock TO shop_app, shop_report;
