-- Publications with their tables and schemas.
SELECT owner, ddl FROM (
SELECT p.oid, 1 AS rank, pg_get_userbyid(p.pubowner) AS owner, format('CREATE PUBLICATION %I%s%s WITH (publish = %L%s', p.pubname, CASE WHEN p.puballtables THEN ' FOR ALL TABLES' ELSE '' END, '',
  concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
  CASE WHEN p.pubviaroot THEN ', publish_via_partition_root = true' ELSE '' END)
/*18+*/ || CASE p.pubgencols WHEN 's' THEN ', publish_generated_columns = stored' ELSE '' END
  || ')' AS ddl
FROM pg_publication p
WHERE {user:pg_publication:p.oid}
UNION ALL
SELECT p.oid, 2, pg_get_userbyid(p.pubowner), format('ALTER PUBLICATION %I ADD TABLE ONLY %s', p.pubname, r.prrelid::regclass)
/*15+*/ || CASE WHEN r.prattrs IS NULL THEN '' ELSE format(' (%s)', (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs))) END
/*15+*/ || coalesce(' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')', '')
FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
WHERE {user:pg_publication:p.oid}
/*15+*/UNION ALL
/*15+*/SELECT p.oid, 3, pg_get_userbyid(p.pubowner), format('ALTER PUBLICATION %I ADD TABLES IN SCHEMA %I', p.pubname, n.nspname)
/*15+*/FROM pg_publication_namespace s JOIN pg_publication p ON p.oid = s.pnpubid JOIN pg_namespace n ON n.oid = s.pnnspid
/*15+*/WHERE {user:pg_publication:p.oid}
) x
ORDER BY oid, rank, ddl
