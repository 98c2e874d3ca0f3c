-- Facts beside the schema: rows (as the last ANALYZE saw them) and bytes of each relation that has any.
SELECT c.oid::regclass::text, greatest(c.reltuples, -1)::bigint, pg_relation_size(c.oid), pg_total_relation_size(c.oid)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm', 'i') AND c.relpersistence <> 't' AND {namespace:n} AND {user:pg_class:c.oid}
ORDER BY 1
