-- Extensions. plpgsql is there from the start. A version is said where it is not the one that CREATE EXTENSION would take.
SELECT NULL, format('CREATE EXTENSION %I SCHEMA %I', e.extname, n.nspname)
  || CASE WHEN a.default_version <> e.extversion THEN format(' VERSION %L', e.extversion) ELSE '' END
FROM pg_extension e
JOIN pg_namespace n ON n.oid = e.extnamespace
LEFT JOIN pg_available_extensions a ON a.name = e.extname
WHERE e.extname <> 'plpgsql'
ORDER BY e.oid
