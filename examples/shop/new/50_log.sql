CREATE TABLE shop.event (
  happened_at timestamptz NOT NULL,
  kind text NOT NULL,
  payload jsonb
) PARTITION BY RANGE (happened_at);
CREATE INDEX event_kind_idx ON shop.event (kind, happened_at);

CREATE TABLE shop.event_2026_q1 PARTITION OF shop.event
  FOR VALUES FROM ('2026-01-01 00:00+00') TO ('2026-04-01 00:00+00');
CREATE TABLE shop.event_2026_q2 PARTITION OF shop.event
  FOR VALUES FROM ('2026-04-01 00:00+00') TO ('2026-07-01 00:00+00');
CREATE TABLE shop.event_2026_q3 PARTITION OF shop.event
  FOR VALUES FROM ('2026-07-01 00:00+00') TO ('2026-10-01 00:00+00');
