-- Triggers; a partition's copies come with its parent's, but whether they are enabled is their own.
SELECT pg_get_userbyid(c.relowner), concat_ws(E';\n', CASE WHEN t.tgparentid = 0 THEN pg_get_triggerdef(t.oid) END,
  CASE WHEN t.tgenabled <> coalesce(p.tgenabled, 'O') THEN format('ALTER %s %s %s TRIGGER %I', CASE c.relkind WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'v' THEN 'TABLE' ELSE 'TABLE' END, c.oid::regclass,
    CASE t.tgenabled WHEN 'O' THEN 'ENABLE' WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END, t.tgname) END)
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_trigger p ON p.oid = t.tgparentid
WHERE (NOT t.tgisinternal OR t.tgparentid <> 0 AND NOT p.tgisinternal) AND (t.tgparentid = 0 OR t.tgenabled <> p.tgenabled)
  AND c.relpersistence <> 't' AND {namespace:n} AND {user:pg_class:c.oid} AND {user:pg_trigger:t.oid}
ORDER BY t.tgparentid <> 0, t.oid
