-- Text search parsers, templates, dictionaries and configurations.
SELECT NULL AS owner, format('CREATE TEXT SEARCH PARSER %I.%I (START = %s, GETTOKEN = %s, END = %s%s, LEXTYPES = %s)', n.nspname, p.prsname, p.prsstart::regproc,
  p.prstoken::regproc, p.prsend::regproc, CASE WHEN p.prsheadline <> 0 THEN format(', HEADLINE = %s', p.prsheadline::regproc) ELSE '' END, p.prslextype::regproc) AS ddl, 1 AS rank
FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace
WHERE {namespace:n} AND {user:pg_ts_parser:p.oid}
UNION ALL
SELECT NULL, format('CREATE TEXT SEARCH TEMPLATE %I.%I (%sLEXIZE = %s)', n.nspname, t.tmplname,
  CASE WHEN t.tmplinit <> 0 THEN format('INIT = %s, ', t.tmplinit::regproc) ELSE '' END, t.tmpllexize::regproc), 2
FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace
WHERE {namespace:n} AND {user:pg_ts_template:t.oid}
UNION ALL
SELECT pg_get_userbyid(d.dictowner), format('CREATE TEXT SEARCH DICTIONARY %I.%I (TEMPLATE = %I.%I%s)', n.nspname, d.dictname, tn.nspname, t.tmplname, coalesce(', ' || d.dictinitoption, '')), 3
FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
JOIN pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
WHERE {namespace:n} AND {user:pg_ts_dict:d.oid}
UNION ALL
SELECT pg_get_userbyid(c.cfgowner), format('CREATE TEXT SEARCH CONFIGURATION %I.%I (PARSER = %I.%I)', n.nspname, c.cfgname, pn.nspname, p.prsname), 4
FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
JOIN pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace
WHERE {namespace:n} AND {user:pg_ts_config:c.oid}
UNION ALL
SELECT pg_get_userbyid(c.cfgowner), format('ALTER TEXT SEARCH CONFIGURATION %I.%I ADD MAPPING FOR %I WITH %s', n.nspname, c.cfgname,
  (SELECT y.alias FROM ts_token_type(c.cfgparser) y WHERE y.tokid = m.maptokentype), string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno)), 5
FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace JOIN pg_ts_config_map m ON m.mapcfg = c.oid
WHERE {namespace:n} AND {user:pg_ts_config:c.oid}
GROUP BY c.oid, c.cfgowner, c.cfgname, c.cfgparser, n.nspname, m.maptokentype
ORDER BY 3, 2
