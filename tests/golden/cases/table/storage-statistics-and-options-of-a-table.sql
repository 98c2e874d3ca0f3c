-- Each is one ALTER.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text) WITH (fillfactor = 70);

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text) WITH (autovacuum_enabled = false, toast.autovacuum_enabled = false);
ALTER TABLE t ALTER COLUMN a SET STORAGE EXTERNAL, ALTER COLUMN a SET STATISTICS 500, ALTER COLUMN a SET (n_distinct = 10);
ALTER TABLE t REPLICA IDENTITY FULL;
ALTER TABLE t CLUSTER ON t_pkey;

-- back:

-- diff:
