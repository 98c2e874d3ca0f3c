CREATE SCHEMA report;
GRANT USAGE ON SCHEMA report TO shop_report;

CREATE VIEW report.open_order AS
  SELECT o.id, c.name AS customer, c.email, o.placed_at, shop.order_total(o.id) AS total
  FROM shop."order" o JOIN shop.customer c ON c.id = o.customer_id
  WHERE o.state IN ('new', 'paid');
COMMENT ON VIEW report.open_order IS 'what waits for the warehouse';
GRANT SELECT ON report.open_order TO shop_report;

CREATE MATERIALIZED VIEW report.revenue_per_day AS
  SELECT date_trunc('day', p.paid_at) AS day, sum(p.amount) AS revenue
  FROM shop.payment p
  GROUP BY 1;
CREATE UNIQUE INDEX revenue_per_day_key ON report.revenue_per_day (day);
GRANT SELECT ON report.revenue_per_day TO shop_report;
