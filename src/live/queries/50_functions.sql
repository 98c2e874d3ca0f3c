-- Functions, procedures and window functions; those that PostgreSQL makes for a range type come with it.
SELECT pg_get_userbyid(p.proowner), rtrim(pg_get_functiondef(p.oid), E'\n')
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prokind <> 'a' AND {namespace:n} AND {user:pg_proc:p.oid}
ORDER BY p.oid
