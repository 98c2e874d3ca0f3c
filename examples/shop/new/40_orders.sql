CREATE TABLE shop."order" (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES shop.customer,
  voucher_code text REFERENCES shop.voucher,
  state shop.order_state NOT NULL DEFAULT 'new',
  placed_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX order_open_idx ON shop."order" (placed_at) WHERE state IN ('new', 'paid', 'packed');
CREATE INDEX order_customer_idx ON shop."order" (customer_id, placed_at DESC);

CREATE TABLE shop.order_line (
  order_id bigint NOT NULL REFERENCES shop."order" ON DELETE CASCADE,
  line_no integer NOT NULL,
  product_id bigint NOT NULL REFERENCES shop.product,
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_price shop.money_amount NOT NULL,
  total numeric GENERATED ALWAYS AS (quantity * unit_price) STORED,
  PRIMARY KEY (order_id, line_no)
);

CREATE TABLE shop.payment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES shop."order",
  amount shop.money_amount NOT NULL,
  refunded shop.money_amount NOT NULL DEFAULT 0,
  paid_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT payment_refund_covered CHECK (refunded <= amount)
);
ALTER TABLE shop.payment ENABLE ROW LEVEL SECURITY;
CREATE POLICY payment_of_app ON shop.payment FOR SELECT TO shop_app USING (paid_at > now() - interval '1 year');

CREATE FUNCTION shop.order_total(p_order bigint) RETURNS numeric
  LANGUAGE sql STABLE
  AS $$
    SELECT greatest(coalesce(sum(l.total), 0) - coalesce(max(v.discount), 0), 0)
    FROM shop.order_line l
    JOIN shop."order" o ON o.id = l.order_id
    LEFT JOIN shop.voucher v ON v.code = o.voucher_code
    WHERE l.order_id = p_order
  $$;

CREATE TRIGGER order_touch BEFORE UPDATE ON shop."order"
  FOR EACH ROW EXECUTE FUNCTION shop.touch();

GRANT SELECT, INSERT, UPDATE ON shop."order", shop.order_line, shop.payment TO shop_app;
