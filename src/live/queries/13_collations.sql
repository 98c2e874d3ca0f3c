-- Collations and conversions.
SELECT pg_get_userbyid(c.collowner), format('CREATE COLLATION %I.%I (provider = %s', n.nspname, c.collname,
    CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END)
/*17+*/  || CASE WHEN c.colllocale IS NOT NULL THEN format(', locale = %L', c.colllocale) ELSE '' END
/*15-16*/|| CASE WHEN c.colliculocale IS NOT NULL THEN format(', locale = %L', c.colliculocale) ELSE '' END
  || CASE WHEN c.collprovider = 'c'
/*-14*/      OR c.collprovider = 'i'
     THEN CASE WHEN c.collcollate = c.collctype THEN format(', locale = %L', c.collcollate)
       ELSE format(', lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype) END ELSE '' END
  || CASE WHEN c.collisdeterministic THEN '' ELSE ', deterministic = false' END
/*16+*/  || CASE WHEN c.collicurules IS NOT NULL THEN format(', rules = %L', c.collicurules) ELSE '' END
  || ')'
FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
WHERE {namespace:n} AND {user:pg_collation:c.oid}
UNION ALL
SELECT pg_get_userbyid(c.conowner), format('CREATE %sCONVERSION %I.%I FOR %L TO %L FROM %s', CASE WHEN c.condefault THEN 'DEFAULT ' ELSE '' END,
  n.nspname, c.conname, pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding), c.conproc::regproc)
FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace
WHERE {namespace:n} AND {user:pg_conversion:c.oid}
ORDER BY 2
