-- Operators, families and classes of them.
SELECT pg_get_userbyid(o.oprowner), format('CREATE OPERATOR %I.%s (FUNCTION = %s', n.nspname, o.oprname, o.oprcode::regproc)
  || CASE WHEN o.oprleft <> 0 THEN format(', LEFTARG = %s', format_type(o.oprleft, NULL)) ELSE '' END
  || CASE WHEN o.oprright <> 0 THEN format(', RIGHTARG = %s', format_type(o.oprright, NULL)) ELSE '' END
  || coalesce((SELECT format(', COMMUTATOR = OPERATOR(%I.%s)', m.nspname, x.oprname) FROM pg_operator x JOIN pg_namespace m ON m.oid = x.oprnamespace WHERE x.oid = o.oprcom), '')
  || coalesce((SELECT format(', NEGATOR = OPERATOR(%I.%s)', m.nspname, x.oprname) FROM pg_operator x JOIN pg_namespace m ON m.oid = x.oprnamespace WHERE x.oid = o.oprnegate), '')
  || CASE WHEN o.oprcanmerge THEN ', MERGES' ELSE '' END
  || CASE WHEN o.oprcanhash THEN ', HASHES' ELSE '' END
  || CASE WHEN o.oprrest <> 0 THEN format(', RESTRICT = %s', o.oprrest::regproc) ELSE '' END
  || CASE WHEN o.oprjoin <> 0 THEN format(', JOIN = %s', o.oprjoin::regproc) ELSE '' END || ')'
FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE o.oprcode <> 0 AND {namespace:n} AND {user:pg_operator:o.oid}
UNION ALL
SELECT pg_get_userbyid(f.opfowner), format('CREATE OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, a.amname)
FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am a ON a.oid = f.opfmethod
WHERE {namespace:n} AND {user:pg_opfamily:f.oid}
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_opfamily'::regclass AND d.objid = f.oid AND d.deptype = 'a')
  AND NOT EXISTS (SELECT FROM pg_opclass c WHERE c.opcfamily = f.oid AND c.opcname = f.opfname AND c.opcnamespace = f.opfnamespace AND c.opcmethod = f.opfmethod)
UNION ALL
SELECT pg_get_userbyid(c.opcowner), format('CREATE OPERATOR CLASS %I.%I%s FOR TYPE %s USING %I', n.nspname, c.opcname,
    CASE WHEN c.opcdefault THEN ' DEFAULT' ELSE '' END, format_type(c.opcintype, NULL), a.amname)
  || CASE WHEN f.opfname <> c.opcname OR f.opfnamespace <> c.opcnamespace THEN format(' FAMILY %I.%I', fn.nspname, f.opfname) ELSE '' END
  || ' AS ' || coalesce((SELECT string_agg(item, ', ' ORDER BY rank, number, item) FROM (
      SELECT 1 AS rank, 0 AS number, format('STORAGE %s', format_type(c.opckeytype, NULL)) AS item WHERE c.opckeytype <> 0
      UNION ALL
      SELECT 2, o.amopstrategy, format('OPERATOR %s %s', o.amopstrategy, o.amopopr::regoperator)
        || coalesce((SELECT format(' FOR ORDER BY %I.%I', sn.nspname, sf.opfname) FROM pg_opfamily sf JOIN pg_namespace sn ON sn.oid = sf.opfnamespace WHERE sf.oid = o.amopsortfamily), '')
      FROM pg_amop o JOIN pg_depend d ON d.classid = 'pg_amop'::regclass AND d.objid = o.oid AND d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid AND d.deptype = 'i'
      UNION ALL
      SELECT 3, p.amprocnum, format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL), p.amproc::regprocedure)
      FROM pg_amproc p JOIN pg_depend d ON d.classid = 'pg_amproc'::regclass AND d.objid = p.oid AND d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid AND d.deptype = 'i'
    ) items), format('STORAGE %s', format_type(c.opcintype, NULL)))
FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace JOIN pg_am a ON a.oid = c.opcmethod
JOIN pg_opfamily f ON f.oid = c.opcfamily JOIN pg_namespace fn ON fn.oid = f.opfnamespace
WHERE {namespace:n} AND {user:pg_opclass:c.oid}
UNION ALL
SELECT pg_get_userbyid(f.opfowner), format('ALTER OPERATOR FAMILY %I.%I USING %I ADD %s', n.nspname, f.opfname, a.amname, v.item)
FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am a ON a.oid = f.opfmethod
CROSS JOIN LATERAL (
  SELECT format('OPERATOR %s %s', o.amopstrategy, o.amopopr::regoperator) AS item FROM pg_amop o
  WHERE o.amopfamily = f.oid AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_amop'::regclass AND d.objid = o.oid AND d.refclassid = 'pg_opclass'::regclass AND d.deptype = 'i')
  UNION ALL
  SELECT format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL), p.amproc::regprocedure) FROM pg_amproc p
  WHERE p.amprocfamily = f.oid AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_amproc'::regclass AND d.objid = p.oid AND d.refclassid = 'pg_opclass'::regclass AND d.deptype = 'i')
  ) v
WHERE {namespace:n} AND {user:pg_opfamily:f.oid}
