CREATE TABLE shop."order" (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES shop.customer,
  state shop.order_state NOT NULL DEFAULT 'new',
  placed_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX order_open_idx ON shop."order" (placed_at) WHERE state IN ('new', 'paid');

CREATE TABLE shop.order_line (
  order_id bigint NOT NULL REFERENCES shop."order" ON DELETE CASCADE,
  line_no integer NOT NULL,
  product_id bigint NOT NULL REFERENCES shop.product,
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_price shop.money_amount NOT NULL,
  PRIMARY KEY (order_id, line_no)
);

CREATE TABLE shop.payment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES shop."order",
  amount shop.money_amount NOT NULL,
  paid_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION shop.order_total(p_order bigint) RETURNS numeric
  LANGUAGE sql STABLE
  AS $$ SELECT coalesce(sum(l.quantity * l.unit_price), 0) FROM shop.order_line l WHERE l.order_id = p_order $$;

CREATE TRIGGER order_touch BEFORE UPDATE ON shop."order"
  FOR EACH ROW EXECUTE FUNCTION shop.touch();

GRANT SELECT, INSERT, UPDATE ON shop."order", shop.order_line, shop.payment TO shop_app;
