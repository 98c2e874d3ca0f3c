-- Privileges: of each role of which they are not the built-in ones, all are taken and those that it has given.
WITH object AS MATERIALIZED (
  SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS word, c.oid::regclass::text AS name, '' AS columns, c.relowner AS owner, c.relacl AS acl,
    acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner) AS builtin
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relacl IS NOT NULL AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND c.relpersistence <> 't' AND {namespace:n} AND {user:pg_class:c.oid}
  UNION ALL
  SELECT 'TABLE', c.oid::regclass::text, format(' (%I)', a.attname), c.relowner, a.attacl, NULL
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND c.relpersistence <> 't' AND {namespace:n} AND {user:pg_class:c.oid}
  UNION ALL
  SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, p.oid::regprocedure::text, '', p.proowner, p.proacl, acldefault('f', p.proowner)
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE p.proacl IS NOT NULL AND {namespace:n} AND {user:pg_proc:p.oid}
  UNION ALL
  SELECT 'TYPE', format_type(t.oid, NULL), '', t.typowner, t.typacl, acldefault('T', t.typowner)
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typacl IS NOT NULL AND t.typtype IN ('b', 'c', 'd', 'e', 'r') AND {namespace:n} AND {user:pg_type:t.oid}
  UNION ALL
  SELECT 'SCHEMA', quote_ident(n.nspname), '', n.nspowner, n.nspacl, acldefault('n', n.nspowner)
  FROM pg_namespace n
  WHERE n.nspacl IS NOT NULL AND n.nspname <> 'public' AND {namespace:n} AND {user:pg_namespace:n.oid}
  UNION ALL -- "public" starts with privileges of its own
  SELECT 'SCHEMA', 'public', '', n.nspowner, coalesce(n.nspacl, acldefault('n', n.nspowner)), acldefault('n', n.nspowner) || makeaclitem(0, n.nspowner, 'USAGE', false)
/*-14*/ || makeaclitem(0, n.nspowner, 'CREATE', false)
  FROM pg_namespace n WHERE n.nspname = 'public'
  UNION ALL
  SELECT 'LANGUAGE', quote_ident(l.lanname), '', l.lanowner, l.lanacl, acldefault('l', l.lanowner)
  FROM pg_language l
  WHERE l.lanacl IS NOT NULL AND {user:pg_language:l.oid}
  UNION ALL
  SELECT 'FOREIGN DATA WRAPPER', quote_ident(f.fdwname), '', f.fdwowner, f.fdwacl, acldefault('F', f.fdwowner)
  FROM pg_foreign_data_wrapper f
  WHERE f.fdwacl IS NOT NULL AND {user:pg_foreign_data_wrapper:f.oid}
  UNION ALL
  SELECT 'FOREIGN SERVER', quote_ident(s.srvname), '', s.srvowner, s.srvacl, acldefault('S', s.srvowner)
  FROM pg_foreign_server s
  WHERE s.srvacl IS NOT NULL AND {user:pg_foreign_server:s.oid}
)
SELECT NULL, v.ddl
FROM object o, LATERAL (
  SELECT g.grantee, g.is_given, g.grantable, format(CASE WHEN g.is_given THEN 'GRANT %s ON %s %s TO %s%s' ELSE 'REVOKE ALL%s ON %s %s FROM %s%s' END, CASE WHEN g.is_given THEN g.privileges ELSE o.columns END, o.word, o.name,
    CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END, CASE WHEN g.grantable THEN ' WITH GRANT OPTION' ELSE '' END) AS ddl
  FROM {grant_changes:o.acl:o.builtin:o.columns} g) v
ORDER BY o.word, o.name, o.columns, v.grantee, v.is_given, v.grantable
