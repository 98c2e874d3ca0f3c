CREATE TABLE shop.customer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (email LIKE '%@%')
);
COMMENT ON TABLE shop.customer IS 'one row a person who has an account';

CREATE TABLE shop.address (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES shop.customer ON DELETE CASCADE,
  line1 text NOT NULL,
  line2 text,
  city text NOT NULL,
  country char(2) NOT NULL
);
CREATE INDEX address_customer_idx ON shop.address (customer_id);

CREATE TRIGGER customer_touch BEFORE UPDATE ON shop.customer
  FOR EACH ROW EXECUTE FUNCTION shop.touch();

GRANT SELECT, INSERT, UPDATE ON shop.customer, shop.address TO shop_app;
GRANT SELECT ON shop.customer TO shop_report;
