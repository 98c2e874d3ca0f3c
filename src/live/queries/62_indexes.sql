-- Indexes that no constraint brings. Those of partitions join their parents in 63.
SELECT pg_get_userbyid(c.relowner), CASE WHEN x.indisvalid OR c.relkind = 'I' THEN '' ELSE E'-- underpin: invalid\n' END || pg_get_indexdef(c.oid)
FROM pg_index x
JOIN pg_class c ON c.oid = x.indexrelid
JOIN pg_class t ON t.oid = x.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relpersistence <> 't' AND t.relkind IN ('r', 'p', 'm') AND {namespace:n} AND {user:pg_class:t.oid}
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x'))
ORDER BY c.oid
