CREATE SCHEMA shop;
COMMENT ON SCHEMA shop IS 'what customers and staff work on';
GRANT USAGE ON SCHEMA shop TO shop_app, shop_report;

CREATE TYPE shop.order_state AS ENUM ('new', 'paid', 'shipped', 'cancelled');

CREATE DOMAIN shop.money_amount AS numeric(12, 2)
  CONSTRAINT money_amount_not_negative CHECK (VALUE >= 0);

CREATE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;
