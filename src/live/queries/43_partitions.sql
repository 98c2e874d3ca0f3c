-- Partitions join their tables, in order of creation.
SELECT pg_get_userbyid(c.relowner), format('ALTER TABLE ONLY %s ATTACH PARTITION %s %s', h.inhparent::regclass, c.oid::regclass, pg_get_expr(c.relpartbound, c.oid))
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_inherits h ON h.inhrelid = c.oid
WHERE c.relispartition AND c.relkind IN ('r', 'p', 'f') AND {namespace:n} AND {user:pg_class:c.oid}
ORDER BY c.oid
