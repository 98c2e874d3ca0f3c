-- Statistics objects.
SELECT pg_get_userbyid(s.stxowner), pg_get_statisticsobjdef(s.oid)
  || CASE WHEN s.stxstattarget >= 0 THEN format(E';\nALTER STATISTICS %I.%I SET STATISTICS %s', n.nspname, s.stxname, s.stxstattarget) ELSE '' END
FROM pg_statistic_ext s
JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE {namespace:n} AND {user:pg_statistic_ext:s.oid}
ORDER BY s.oid
