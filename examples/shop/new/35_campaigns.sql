-- A campaign has variants, and one of them is the one that is shown: each table points at the other.
CREATE TABLE shop.campaign (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL,
  shown_variant bigint REFERENCES shop.campaign_variant
);
CREATE TABLE shop.campaign_variant (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  campaign_id bigint NOT NULL REFERENCES shop.campaign,
  body text NOT NULL
);

CREATE TABLE shop.voucher (
  code text PRIMARY KEY,
  campaign_id bigint REFERENCES shop.campaign,
  discount shop.money_amount NOT NULL,
  valid daterange NOT NULL
);
GRANT SELECT ON shop.campaign, shop.campaign_variant, shop.voucher TO shop_app;
