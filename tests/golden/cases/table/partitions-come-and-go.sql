-- New partitions, also below a partition; an index of the parent is not made twice.
-- from:
CREATE TABLE log (at date NOT NULL, kind text, n integer) PARTITION BY RANGE (at);
CREATE INDEX log_kind_idx ON log (kind);
CREATE TABLE log_2024 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE log_default PARTITION OF log DEFAULT;

-- to:
CREATE TABLE log (at date NOT NULL, kind text, n integer) PARTITION BY RANGE (at);
CREATE INDEX log_kind_idx ON log (kind);
CREATE TABLE log_2025 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (kind);
CREATE TABLE log_2025_a PARTITION OF log_2025 FOR VALUES IN ('a', 'b');
CREATE TABLE log_default PARTITION OF log DEFAULT;

-- plan:
DROP TABLE public.log_2024;

CREATE TABLE public.log_2025 PARTITION OF public.log
FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')
PARTITION BY LIST (kind);

CREATE TABLE public.log_2025_a PARTITION OF public.log_2025
FOR VALUES IN ('a', 'b');

-- back:
DROP TABLE public.log_2025;

CREATE TABLE public.log_2024 PARTITION OF public.log
FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- diff:
-- schema public
--   - table public.log_2024  (3 columns, 1 index)
--   + table public.log_2025  (3 columns, 1 index)
--   + table public.log_2025_a  (3 columns, 1 index)
--
-- 2 added, 0 changed, 1 removed
