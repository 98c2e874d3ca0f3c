-- Base types, once their functions are there.
SELECT pg_get_userbyid(t.typowner), format('CREATE TYPE %I.%I (INPUT = %s, OUTPUT = %s', n.nspname, t.typname, t.typinput::regproc, t.typoutput::regproc)
  || CASE WHEN t.typreceive <> 0 THEN format(', RECEIVE = %s', t.typreceive::regproc) ELSE '' END
  || CASE WHEN t.typsend <> 0 THEN format(', SEND = %s', t.typsend::regproc) ELSE '' END
  || CASE WHEN t.typmodin <> 0 THEN format(', TYPMOD_IN = %s', t.typmodin::regproc) ELSE '' END
  || CASE WHEN t.typmodout <> 0 THEN format(', TYPMOD_OUT = %s', t.typmodout::regproc) ELSE '' END
  || CASE WHEN t.typanalyze <> 0 THEN format(', ANALYZE = %s', t.typanalyze::regproc) ELSE '' END
/*14+*/  || CASE WHEN t.typsubscript <> 0 AND t.typelem = 0 THEN format(', SUBSCRIPT = %s', t.typsubscript::regproc) ELSE '' END
  || format(', INTERNALLENGTH = %s', CASE WHEN t.typlen = -1 THEN 'VARIABLE' ELSE t.typlen::text END)
  || CASE WHEN t.typbyval THEN ', PASSEDBYVALUE' ELSE '' END
  || CASE t.typalign WHEN 'c' THEN ', ALIGNMENT = char' WHEN 's' THEN ', ALIGNMENT = int2' WHEN 'd' THEN ', ALIGNMENT = double' ELSE ', ALIGNMENT = int4' END
  || CASE t.typstorage WHEN 'e' THEN ', STORAGE = external' WHEN 'x' THEN ', STORAGE = extended' WHEN 'm' THEN ', STORAGE = main' ELSE ', STORAGE = plain' END
  || CASE WHEN t.typcategory <> 'U' THEN format(', CATEGORY = %L', t.typcategory) ELSE '' END
  || CASE WHEN t.typispreferred THEN ', PREFERRED = true' ELSE '' END
  || CASE WHEN t.typdefault IS NOT NULL THEN format(', DEFAULT = %L', t.typdefault) ELSE '' END
  || CASE WHEN t.typelem <> 0 THEN format(', ELEMENT = %s', format_type(t.typelem, NULL)) ELSE '' END
  || CASE WHEN t.typdelim <> ',' THEN format(', DELIMITER = %L', t.typdelim) ELSE '' END
  || CASE WHEN t.typcollation <> 0 THEN ', COLLATABLE = true' ELSE '' END || ')'
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'b' AND t.typisdefined AND {namespace:n} AND {user:pg_type:t.oid} AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
ORDER BY t.oid
