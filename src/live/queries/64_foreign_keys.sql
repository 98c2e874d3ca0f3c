-- Foreign keys; a partition's copies come with its parent's.
SELECT pg_get_userbyid(c.relowner), format('ALTER TABLE %s%s ADD CONSTRAINT %I %s', CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END, c.oid::regclass, k.conname, pg_get_constraintdef(k.oid))
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0 AND c.relpersistence <> 't' AND {namespace:n} AND {user:pg_class:c.oid}
ORDER BY k.oid
