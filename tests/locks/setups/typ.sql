CREATE TABLE ty (id int PRIMARY KEY, vc varchar(10), tx text, nu numeric(10,2), ts timestamp, tz timestamptz(3), iv interval, bi bit(8), vb varbit(8), ch char(5), i4 int, oi oid, ar varchar(10)[], dt date, fl real, bo boolean, ci cidr, tm time(2));
INSERT INTO ty (id, vc, nu) SELECT i, 'v', i FROM generate_series(1, 100) i;
CREATE INDEX ty_vc ON ty (vc);
CREATE INDEX ty_vcp ON ty (vc varchar_pattern_ops);
CREATE INDEX ty_part ON ty (id) WHERE tx IS NOT NULL;
CREATE INDEX ty_i4 ON ty (i4);
CREATE INDEX ty_ts ON ty (ts);
CREATE INDEX ty_ci ON ty (ci);
