-- Schemas. "public" is there from the start: only what is unusual about it is said.
SELECT pg_get_userbyid(n.nspowner), format('CREATE SCHEMA %I', n.nspname)
FROM pg_namespace n
WHERE {namespace:n} AND n.nspname <> 'public' AND {user:pg_namespace:n.oid}
UNION ALL
SELECT NULL, format('ALTER SCHEMA public OWNER TO %I', pg_get_userbyid(n.nspowner))
FROM pg_namespace n
WHERE n.nspname = 'public' AND pg_get_userbyid(n.nspowner) <>
/*15+*/   'pg_database_owner'
/*-14*/   pg_get_userbyid(10)
UNION ALL
SELECT NULL, 'DROP SCHEMA public' WHERE NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'public')
ORDER BY 2
