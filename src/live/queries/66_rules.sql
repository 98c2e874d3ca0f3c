-- Rules, but for those that make views.
SELECT pg_get_userbyid(c.relowner), rtrim(pg_get_ruledef(r.oid), ';')
  || CASE r.ev_enabled WHEN 'O' THEN '' ELSE format(E';\nALTER TABLE %s %s RULE %I', c.oid::regclass,
     CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END, r.rulename) END
FROM pg_rewrite r
JOIN pg_class c ON c.oid = r.ev_class
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' AND {namespace:n} AND {user:pg_class:c.oid} AND {user:pg_rewrite:r.oid}
ORDER BY r.oid
