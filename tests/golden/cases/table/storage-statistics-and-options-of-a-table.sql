-- Each is one ALTER.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text) WITH (fillfactor = 70);

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text) WITH (autovacuum_enabled = false, toast.autovacuum_enabled = false);
ALTER TABLE t ALTER COLUMN a SET STORAGE EXTERNAL, ALTER COLUMN a SET STATISTICS 500, ALTER COLUMN a SET (n_distinct = 10);
ALTER TABLE t REPLICA IDENTITY FULL;
ALTER TABLE t CLUSTER ON t_pkey;

-- plan:
ALTER TABLE public.t RESET (fillfactor);
ALTER TABLE public.t SET (autovacuum_enabled=false, toast.autovacuum_enabled=false);
ALTER TABLE public.t CLUSTER ON t_pkey;
ALTER TABLE public.t REPLICA IDENTITY FULL;
ALTER TABLE public.t ALTER COLUMN a SET (n_distinct=10);
ALTER TABLE public.t ALTER COLUMN a SET STATISTICS 500;
ALTER TABLE public.t ALTER COLUMN a SET STORAGE EXTERNAL;

-- back:
ALTER TABLE public.t RESET (autovacuum_enabled, toast.autovacuum_enabled);
ALTER TABLE public.t SET (fillfactor=70);
ALTER TABLE public.t SET WITHOUT CLUSTER;
ALTER TABLE public.t REPLICA IDENTITY DEFAULT;
ALTER TABLE public.t ALTER COLUMN a RESET (n_distinct);
ALTER TABLE public.t ALTER COLUMN a SET STATISTICS -1;
ALTER TABLE public.t ALTER COLUMN a SET STORAGE EXTENDED;

-- diff:
-- schema public
--   ~ table public.t
--       options: fillfactor=70 → autovacuum_enabled=false, toast.autovacuum_enabled=false
--       replica identity: d → f
--       cluster index: (none) → public.t.t_pkey
--     ~ column a
--         storage: (none) → e
--         statistics: -1 → 500
--         options: (none) → n_distinct=10
--
-- 0 added, 2 changed, 0 removed
