-- What is said of indexes after they are made.
SELECT pg_get_userbyid(c.relowner), v.ddl
FROM pg_index x
JOIN pg_class c ON c.oid = x.indexrelid
JOIN pg_class t ON t.oid = x.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
  SELECT 1 AS rank, format('ALTER INDEX %s ATTACH PARTITION %s', h.inhparent::regclass, c.oid::regclass) AS ddl FROM pg_inherits h WHERE h.inhrelid = c.oid
  UNION ALL
  SELECT 2, format('ALTER INDEX %s SET TABLESPACE %I', c.oid::regclass, s.spcname) FROM pg_tablespace s
  WHERE s.oid = c.reltablespace AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u'))
  UNION ALL
  SELECT 3, format('ALTER INDEX %s SET (%s)', c.oid::regclass, {options:c.reloptions})
  WHERE c.reloptions IS NOT NULL AND EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype = 'x')
  UNION ALL
  SELECT 4, format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s', c.oid::regclass, a.attnum, a.attstattarget) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attstattarget >= 0
  UNION ALL
  SELECT 5, format('ALTER %s %s CLUSTER ON %I', CASE t.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, t.oid::regclass, c.relname) WHERE x.indisclustered
  UNION ALL
  SELECT 6, format('ALTER TABLE ONLY %s REPLICA IDENTITY USING INDEX %I', t.oid::regclass, c.relname) WHERE x.indisreplident AND t.relreplident = 'i'
  ) v
WHERE c.relpersistence <> 't' AND t.relkind IN ('r', 'p', 'm') AND {namespace:n} AND {user:pg_class:t.oid}
ORDER BY v.rank, c.oid
