-- Security labels.
SELECT NULL, format('SECURITY LABEL FOR %I ON %s %s IS %L', l.provider, {object_word:i.type}, {object_identity:i}, l.label)
FROM pg_seclabel l, LATERAL pg_identify_object(l.classoid, l.objoid, l.objsubid) i
WHERE l.objoid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = l.classoid AND e.objid = l.objoid AND e.deptype = 'e')
ORDER BY 2
