CREATE TABLE shop.category (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id integer REFERENCES shop.category,
  name text NOT NULL
);

CREATE TABLE shop.product (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  category_id integer NOT NULL REFERENCES shop.category,
  sku varchar(20) NOT NULL UNIQUE,
  name text NOT NULL,
  description text,
  price shop.money_amount NOT NULL,
  legacy_code integer,
  active boolean DEFAULT true,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX product_name_idx ON shop.product (lower(name));

CREATE TABLE shop.stock (
  product_id bigint PRIMARY KEY REFERENCES shop.product,
  quantity integer NOT NULL DEFAULT 0 CHECK (quantity >= 0)
);

CREATE TRIGGER product_touch BEFORE UPDATE ON shop.product
  FOR EACH ROW EXECUTE FUNCTION shop.touch();

CREATE TABLE shop.legacy_import (
  line text,
  imported_at timestamptz DEFAULT now()
);

GRANT SELECT ON shop.category, shop.product, shop.stock TO shop_app, shop_report;
