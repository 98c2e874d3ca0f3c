-- Comments. Those of tables and their columns are many and named here; pg_identify_object names the rest. "public" has one from the start.
SELECT NULL, format('COMMENT ON %s %s%s IS %L', CASE WHEN d.objsubid > 0 THEN 'COLUMN' ELSE
    CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' WHEN 'i' THEN 'INDEX' WHEN 'I' THEN 'INDEX' WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END END,
    c.oid::regclass, '.' || quote_ident(a.attname), d.description)
FROM pg_description d
JOIN pg_class c ON c.oid = d.objoid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attribute a ON d.objsubid > 0 AND a.attrelid = d.objoid AND a.attnum = d.objsubid
WHERE d.classoid = 'pg_class'::regclass AND c.relpersistence <> 't' AND {namespace:n} AND {user:pg_class:c.oid} AND (d.objsubid = 0 OR NOT a.attisdropped)
UNION ALL
SELECT NULL, format('COMMENT ON %s %s IS %L', {object_word:i.type}, {object_identity:i}, d.description)
FROM pg_description d, LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i
WHERE d.classoid <> 'pg_class'::regclass AND (d.objoid >= 16384 OR d.classoid = 'pg_namespace'::regclass AND d.objoid = 2200 AND d.description <> 'standard public schema')
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
  AND coalesce(i.schema, '') !~ '^pg_'
  AND NOT EXISTS (SELECT FROM pg_extension e JOIN pg_available_extensions a ON a.name = e.extname WHERE d.classoid = 'pg_extension'::regclass AND e.oid = d.objoid AND a.comment = d.description)
UNION ALL
SELECT NULL, 'COMMENT ON SCHEMA public IS NULL' FROM pg_namespace n
WHERE n.nspname = 'public' AND NOT EXISTS (SELECT FROM pg_description d WHERE d.classoid = 'pg_namespace'::regclass AND d.objoid = n.oid)
ORDER BY 2
