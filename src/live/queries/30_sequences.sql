-- Sequences. Those of identity columns come with their column.
SELECT pg_get_userbyid(c.relowner), format('CREATE %sSEQUENCE %I.%I %s', CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END,
  n.nspname, c.relname, {sequence:s})
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_sequence s ON s.seqrelid = c.oid
WHERE {namespace:n} AND {user:pg_class:c.oid}
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0 AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i')
ORDER BY c.oid
