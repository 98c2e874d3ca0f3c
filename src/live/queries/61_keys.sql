-- Primary keys, unique and exclusion constraints, and checks that are not (yet) true of every row.
SELECT pg_get_userbyid(c.relowner), format('ALTER TABLE %s%s ADD CONSTRAINT %I ', CASE k.contype WHEN 'c' THEN '' ELSE 'ONLY ' END, c.oid::regclass, k.conname) || CASE
  WHEN k.contype = 'c' OR k.contype = 'x' OR i.reloptions IS NULL AND i.reltablespace = 0 THEN pg_get_constraintdef(k.oid)
  ELSE regexp_replace(pg_get_constraintdef(k.oid), '(( NOT)? DEFERRABLE)?( INITIALLY DEFERRED)?$',
    coalesce(' WITH (' || {options:i.reloptions} || ')', '') || coalesce((SELECT format(' USING INDEX TABLESPACE %I', s.spcname) FROM pg_tablespace s WHERE s.oid = i.reltablespace), '') || '\&') END
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class i ON i.oid = k.conindid
WHERE (k.contype IN ('p', 'u', 'x') OR k.contype = 'c' AND NOT k.convalidated AND k.conislocal) AND c.relpersistence <> 't' AND {namespace:n} AND {user:pg_class:c.oid}
ORDER BY k.contype <> 'c', k.oid
