-- What is set on tables, materialized views and their columns after they are made.
SELECT pg_get_userbyid(c.relowner), format('ALTER SEQUENCE %s OWNED BY %s.%I', c.oid::regclass, d.refobjid::regclass, a.attname)
FROM pg_depend d
JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a' AND {namespace:n} AND {user:pg_class:c.oid}
UNION ALL
SELECT pg_get_userbyid(c.relowner), format('ALTER %s ONLY %s ALTER COLUMN %I %s', CASE c.relkind WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END, c.oid::regclass, a.attname, v.change)
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'f', 'm')
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
CROSS JOIN LATERAL (
  SELECT 'SET STORAGE ' || CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END WHERE a.attstorage <> t.typstorage
  UNION ALL SELECT 'SET STATISTICS ' || a.attstattarget WHERE a.attstattarget >= 0
  UNION ALL SELECT format('SET (%s)', {options:a.attoptions}) WHERE a.attoptions IS NOT NULL
/*14+*/  UNION ALL SELECT 'SET COMPRESSION ' || CASE a.attcompression WHEN 'p' THEN 'pglz' ELSE 'lz4' END WHERE c.relkind = 'm' AND a.attcompression <> ''
  ) v(change)
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relpersistence <> 't' AND {namespace:n} AND {user:pg_class:c.oid}
UNION ALL
SELECT pg_get_userbyid(c.relowner), format('ALTER TABLE ONLY %s %s', c.oid::regclass, v.change)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
  SELECT 'ENABLE ROW LEVEL SECURITY' WHERE c.relrowsecurity
  UNION ALL SELECT 'FORCE ROW LEVEL SECURITY' WHERE c.relforcerowsecurity
  UNION ALL SELECT 'REPLICA IDENTITY ' || CASE c.relreplident WHEN 'n' THEN 'NOTHING' ELSE 'FULL' END WHERE c.relreplident IN ('n', 'f')
  ) v(change)
WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND {namespace:n} AND {user:pg_class:c.oid}
