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
CREATE TABLE public.log_2025 PARTITION OF public.log
FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')
PARTITION BY LIST (kind);

CREATE TABLE public.log_2025_a PARTITION OF public.log_2025
FOR VALUES IN ('a', 'b');

DROP TABLE public.log_2024;

-- back:
CREATE TABLE public.log_2024 PARTITION OF public.log
FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

DROP TABLE public.log_2025;

-- diff:
-- schema public
--   - table public.log_2024  (3 columns, 1 index)
--   + table public.log_2025  (3 columns, 1 index)
--   + table public.log_2025_a  (3 columns, 1 index)
--
-- 2 added, 0 changed, 1 removed

-- findings:
-- to.sql:3:14: warning: step create-table-public.log_2025 blocks reads and writes of "public.log" for as long as it takes to read public.log_default [UP306]
-- HINT: No online way is known for this change, or a directive asks for this one: run it when the table is small or nobody works, or make the change in steps of your own.
