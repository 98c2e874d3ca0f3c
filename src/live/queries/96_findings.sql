-- What is on the server and cannot be part of the state: (kind, name).
SELECT 'default privileges of large objects', pg_get_userbyid(d.defaclrole) FROM pg_default_acl d WHERE d.defaclobjtype = 'L'
UNION ALL
SELECT CASE c.relkind WHEN 'i' THEN 'index' WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' ELSE 'relation' END, c.oid::regclass::text
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('pg_catalog', 'information_schema') AND c.relkind IN ('r', 'v', 'm', 'p', 'S', 'f') AND {user:pg_class:c.oid}
UNION ALL
SELECT 'function', p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname IN ('pg_catalog', 'information_schema') AND {user:pg_proc:p.oid}
UNION ALL
SELECT 'index on an extension''s table', c.oid::regclass::text
FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {namespace:n} AND NOT {user:pg_class:x.indrelid} AND x.indrelid >= 16384 AND {user:pg_class:c.oid}
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('i', 'P') AND d.refclassid = 'pg_constraint'::regclass)
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = x.indrelid AND d.deptype = 'e' AND d.refobjid > c.oid)
UNION ALL
SELECT 'trigger on an extension''s table', format('%I on %s', t.tgname, t.tgrelid::regclass)
FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgrelid >= 16384 AND NOT {user:pg_class:t.tgrelid} AND {user:pg_trigger:t.oid}
  AND EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = t.tgrelid AND d.deptype = 'e' AND d.refobjid < t.oid)
UNION ALL
SELECT 'partition whose detachment is pending', h.inhrelid::regclass::text FROM pg_inherits h WHERE
/*14+*/ h.inhdetachpending
/*-13*/ false
ORDER BY 1, 2
