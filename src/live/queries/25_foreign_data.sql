-- Foreign data wrappers, servers and user mappings. Secrets stay on the server: see {fdw_options}.
SELECT pg_get_userbyid(f.fdwowner) AS owner, format('CREATE FOREIGN DATA WRAPPER %I', f.fdwname)
  || CASE WHEN f.fdwhandler <> 0 THEN format(' HANDLER %s', f.fdwhandler::regproc) ELSE '' END
  || CASE WHEN f.fdwvalidator <> 0 THEN format(' VALIDATOR %s', f.fdwvalidator::regproc) ELSE '' END
  || CASE WHEN f.fdwoptions IS NULL THEN '' ELSE format(' OPTIONS (%s)', {fdw_options:f.fdwoptions}) END AS ddl, 1 AS rank
FROM pg_foreign_data_wrapper f
WHERE {user:pg_foreign_data_wrapper:f.oid}
UNION ALL
SELECT pg_get_userbyid(s.srvowner), format('CREATE SERVER %I', s.srvname)
  || coalesce(' TYPE ' || quote_literal(s.srvtype), '') || coalesce(' VERSION ' || quote_literal(s.srvversion), '')
  || format(' FOREIGN DATA WRAPPER %I', f.fdwname)
  || CASE WHEN s.srvoptions IS NULL THEN '' ELSE format(' OPTIONS (%s)', {fdw_options:s.srvoptions}) END, 2
FROM pg_foreign_server s JOIN pg_foreign_data_wrapper f ON f.oid = s.srvfdw
WHERE {user:pg_foreign_server:s.oid}
UNION ALL
SELECT NULL, format('CREATE USER MAPPING FOR %s SERVER %I', CASE WHEN m.umuser = 0 THEN 'PUBLIC' ELSE quote_ident(m.usename) END, m.srvname)
  || CASE WHEN m.umoptions IS NULL THEN '' ELSE format(' OPTIONS (%s)', {fdw_options:m.umoptions}) END, 3
FROM pg_user_mappings m
WHERE {user:pg_foreign_server:m.srvid}
ORDER BY 3, 2
