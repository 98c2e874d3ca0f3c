-- Primary keys, unique and exclusion constraints, and checks that are not (yet) true of every row; but for those of
-- children that came later.
SELECT owner, ddl FROM (
SELECT k.contype <> 'c' AS is_key, false AS is_child, k.oid, pg_get_userbyid(c.relowner) AS owner, format('ALTER TABLE %s%s ADD CONSTRAINT %I ', CASE k.contype WHEN 'c' THEN '' ELSE 'ONLY ' END, c.oid::regclass, k.conname) || CASE
  WHEN k.contype = 'c' OR k.contype = 'x' OR i.reloptions IS NULL AND i.reltablespace = 0 THEN pg_get_constraintdef(k.oid)
  ELSE regexp_replace(pg_get_constraintdef(k.oid), '(( NOT)? DEFERRABLE)?( INITIALLY DEFERRED)?$',
    coalesce(' WITH (' || {options:i.reloptions} || ')', '') || coalesce((SELECT format(' USING INDEX TABLESPACE %I', s.spcname) FROM pg_tablespace s WHERE s.oid = i.reltablespace), '') || '\&') END AS ddl
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class i ON i.oid = k.conindid
WHERE (k.contype IN ('p', 'u', 'x') OR k.contype = 'c' AND NOT k.convalidated AND k.conislocal) AND c.relpersistence <> 't' AND {namespace:n} AND {user:pg_class:c.oid}
UNION ALL
SELECT false, true, k.oid, pg_get_userbyid(c.relowner), format('ALTER TABLE %s VALIDATE CONSTRAINT %I', c.oid::regclass, k.conname)
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'c' AND k.convalidated AND NOT k.conislocal AND NOT c.relispartition AND c.relpersistence <> 't' AND {namespace:n} AND {user:pg_class:c.oid}
  AND EXISTS (SELECT FROM pg_inherits h JOIN pg_constraint up ON up.conrelid = h.inhparent AND up.conname = k.conname
              WHERE h.inhrelid = k.conrelid AND up.contype = 'c' AND NOT up.convalidated)) x
ORDER BY is_key, is_child, oid
