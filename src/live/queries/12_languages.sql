-- Procedural languages and access methods that no extension brings.
SELECT pg_get_userbyid(l.lanowner), format('CREATE %sLANGUAGE %I', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' ELSE '' END, l.lanname)
  || format(' HANDLER %s', l.lanplcallfoid::regproc)
  || CASE WHEN l.laninline <> 0 THEN format(' INLINE %s', l.laninline::regproc) ELSE '' END
  || CASE WHEN l.lanvalidator <> 0 THEN format(' VALIDATOR %s', l.lanvalidator::regproc) ELSE '' END
FROM pg_language l
WHERE l.lanplcallfoid <> 0 AND {user:pg_language:l.oid}
UNION ALL
SELECT NULL, format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', a.amname, CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END, a.amhandler::regproc)
FROM pg_am a
WHERE {user:pg_am:a.oid}
ORDER BY 2
