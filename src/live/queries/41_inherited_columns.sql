-- What a child has of its own on columns that it inherits.
SELECT pg_get_userbyid(c.relowner), format('ALTER TABLE ONLY %s ALTER COLUMN %I ', c.oid::regclass, a.attname) || v.change
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'f') AND NOT c.relispartition
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
CROSS JOIN LATERAL (
  SELECT bool_or(b.attnotnull) AS is_not_null, max(pg_get_expr(e.adbin, e.adrelid)) AS default_value
  FROM pg_inherits h JOIN pg_attribute b ON b.attrelid = h.inhparent AND b.attname = a.attname
  LEFT JOIN pg_attrdef e ON e.adrelid = b.attrelid AND e.adnum = b.attnum WHERE h.inhrelid = c.oid) p
CROSS JOIN LATERAL (
  SELECT coalesce('SET DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), 'DROP DEFAULT') AS change
  WHERE a.attgenerated = '' AND pg_get_expr(d.adbin, d.adrelid) IS DISTINCT FROM p.default_value
/*-17*/  UNION ALL SELECT 'SET NOT NULL' WHERE a.attnotnull AND NOT p.is_not_null
  ) v
WHERE a.attinhcount > 0 AND NOT a.attislocal AND NOT a.attisdropped AND a.attnum > 0 AND {namespace:n} AND {user:pg_class:c.oid}
/*18+*/UNION ALL
/*18+*/SELECT pg_get_userbyid(c.relowner), format('ALTER TABLE ONLY %s ADD CONSTRAINT %I NOT NULL %I%s%s', c.oid::regclass, k.conname, a.attname,
/*18+*/  CASE WHEN k.connoinherit THEN ' NO INHERIT' ELSE '' END, CASE WHEN k.convalidated THEN '' ELSE ' NOT VALID' END)
/*18+*/FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
/*18+*/JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
/*18+*/WHERE k.contype = 'n' AND k.conislocal AND (NOT k.convalidated OR NOT a.attislocal AND NOT c.relispartition) AND {namespace:n} AND {user:pg_class:c.oid}
