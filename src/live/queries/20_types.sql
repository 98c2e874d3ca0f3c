-- Enums, domains, composite types, ranges, and the shells of base types, in order of creation.
SELECT owner, ddl FROM (
SELECT t.oid, 1 AS rank, pg_get_userbyid(t.typowner) AS owner, CASE t.typtype
  WHEN 'e' THEN format('CREATE TYPE %I.%I AS ENUM (%s)', n.nspname, t.typname,
    coalesce((SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), ''))
  WHEN 'c' THEN format('CREATE TYPE %I.%I AS (%s)', n.nspname, t.typname,
    coalesce((SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
        || CASE WHEN a.attcollation <> b.typcollation THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END, ', ' ORDER BY a.attnum)
      FROM pg_attribute a JOIN pg_type b ON b.oid = a.atttypid WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), ''))
  WHEN 'd' THEN format('CREATE DOMAIN %I.%I AS %s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod))
    || (SELECT CASE WHEN t.typcollation <> b.typcollation THEN ' COLLATE ' || t.typcollation::regcollation ELSE '' END FROM pg_type b WHERE b.oid = t.typbasetype)
    || coalesce(' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0), '')
    || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
    || coalesce((SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), '' ORDER BY k.conname)
      FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' AND k.convalidated), '')
  WHEN 'r' THEN format('CREATE TYPE %I.%I AS RANGE (subtype = %s', n.nspname, t.typname, format_type(r.rngsubtype, NULL))
/*14+*/    || format(', multirange_type_name = %s', format_type(r.rngmultitypid, NULL))
    || CASE WHEN NOT o.opcdefault THEN format(', subtype_opclass = %I.%I', s.nspname, o.opcname) ELSE '' END
    || CASE WHEN r.rngcollation <> b.typcollation THEN ', collation = ' || r.rngcollation::regcollation ELSE '' END
    || CASE WHEN r.rngcanonical <> 0 THEN ', canonical = ' || r.rngcanonical::regproc ELSE '' END
    || CASE WHEN r.rngsubdiff <> 0 THEN ', subtype_diff = ' || r.rngsubdiff::regproc ELSE '' END || ')'
  ELSE format('CREATE TYPE %I.%I', n.nspname, t.typname) END AS ddl
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_range r ON r.rngtypid = t.oid
LEFT JOIN pg_opclass o ON o.oid = r.rngsubopc
LEFT JOIN pg_namespace s ON s.oid = o.opcnamespace
LEFT JOIN pg_type b ON b.oid = r.rngsubtype
WHERE {namespace:n} AND {user:pg_type:t.oid}
  AND (t.typtype IN ('e', 'd', 'r', 'p')
    OR t.typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')
    OR t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid))
UNION ALL
SELECT t.oid, 2, pg_get_userbyid(t.typowner), format('ALTER DOMAIN %I.%I ADD CONSTRAINT %I %s', n.nspname, t.typname, k.conname, pg_get_constraintdef(k.oid))
FROM pg_constraint k
JOIN pg_type t ON t.oid = k.contypid
JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE k.contype = 'c' AND NOT k.convalidated AND {namespace:n} AND {user:pg_type:t.oid}) x
ORDER BY oid, rank, ddl
