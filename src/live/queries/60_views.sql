-- Views and materialized views, in order of creation, and defaults on columns of views.
SELECT owner, ddl FROM (
SELECT c.oid, pg_get_userbyid(c.relowner) AS owner, format('CREATE %sVIEW %s', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED ' ELSE '' END, c.oid::regclass)
  || coalesce((SELECT format(' USING %I', a.amname) FROM pg_am a WHERE a.oid = c.relam AND a.amname <> 'heap'), '')
  || CASE WHEN c.reloptions IS NULL THEN '' ELSE format(' WITH (%s)', {options:c.reloptions}) END
  || coalesce((SELECT format(' TABLESPACE %I', s.spcname) FROM pg_tablespace s WHERE s.oid = c.reltablespace), '')
  || E' AS\n' || rtrim(pg_get_viewdef(c.oid), ';')
  || CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN E'\n WITH NO DATA' ELSE '' END AS ddl
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('v', 'm') AND c.relpersistence <> 't' AND {namespace:n} AND {user:pg_class:c.oid}
UNION ALL
SELECT c.oid, pg_get_userbyid(c.relowner), format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', c.oid::regclass, a.attname, pg_get_expr(d.adbin, d.adrelid))
FROM pg_attrdef d
JOIN pg_class c ON c.oid = d.adrelid AND c.relkind = 'v'
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
WHERE c.relpersistence <> 't' AND {namespace:n} AND {user:pg_class:c.oid}) x
ORDER BY oid
