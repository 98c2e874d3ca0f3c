-- Tables with their columns and checked constraints. A partition is written as a table of its own and attached later.
WITH column_lines AS MATERIALIZED (
  SELECT a.attrelid, string_agg(E'\n    ' || CASE WHEN c.reloftype <> 0 THEN format('%I WITH OPTIONS', a.attname)
        ELSE format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)) END
/*14+*/      || CASE WHEN a.attcompression <> '' THEN ' COMPRESSION ' || CASE a.attcompression WHEN 'p' THEN 'pglz' ELSE 'lz4' END ELSE '' END
      || CASE WHEN a.attfdwoptions IS NOT NULL THEN format(' OPTIONS (%s)', {fdw_options:a.attfdwoptions}) ELSE '' END
      || CASE WHEN a.attcollation <> t.typcollation AND c.reloftype = 0 THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END
      || CASE a.attgenerated WHEN '' THEN coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
         ELSE format(' GENERATED ALWAYS AS (%s) %s', pg_get_expr(d.adbin, d.adrelid), CASE a.attgenerated WHEN 's' THEN 'STORED' ELSE 'VIRTUAL' END) END
      || CASE WHEN a.attidentity <> '' AND NOT c.relispartition THEN format(' GENERATED %s AS IDENTITY (SEQUENCE NAME %s %s)',
         CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, s.seqrelid::regclass, {sequence:s}) ELSE '' END
/*-17*/ || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
/*18+*/ || CASE WHEN k.convalidated AND (k.conislocal OR c.relispartition) AND k.conname = c.relname || '_' || a.attname || '_not_null' THEN ' NOT NULL'
/*18+*/         WHEN k.convalidated AND (k.conislocal OR c.relispartition) THEN format(' CONSTRAINT %I NOT NULL', k.conname) ELSE '' END
/*18+*/ || CASE WHEN k.connoinherit THEN ' NO INHERIT' ELSE '' END
    , ',' ORDER BY a.attnum) AS lines
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'f')
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
/*18+*/  LEFT JOIN pg_constraint k ON k.conrelid = a.attrelid AND k.contype = 'n' AND k.conkey[1] = a.attnum
  LEFT JOIN pg_depend i ON a.attidentity <> '' AND i.refclassid = 'pg_class'::regclass AND i.refobjid = a.attrelid AND i.refobjsubid = a.attnum
    AND i.classid = 'pg_class'::regclass AND i.objsubid = 0 AND i.deptype = 'i'
  LEFT JOIN pg_sequence s ON s.seqrelid = i.objid
  WHERE {namespace:n} AND a.attnum > 0 AND NOT a.attisdropped AND (a.attislocal OR c.relispartition)
    AND (c.reloftype = 0 OR a.attnotnull OR d.adbin IS NOT NULL OR a.attidentity <> '')
  GROUP BY a.attrelid
), checks AS MATERIALIZED (
  SELECT k.conrelid, string_agg(format(E'\n    CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), ',' ORDER BY k.conname) AS lines
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE k.contype = 'c' AND k.convalidated AND (k.conislocal OR c.relispartition) AND {namespace:n}
  GROUP BY k.conrelid
), parents AS MATERIALIZED (
  SELECT h.inhrelid, string_agg(h.inhparent::regclass::text, ', ' ORDER BY h.inhseqno) AS names
  FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
  WHERE c.relkind IN ('r', 'f') AND NOT c.relispartition
  GROUP BY h.inhrelid
)
SELECT pg_get_userbyid(c.relowner), format('CREATE %s %s', CASE WHEN c.relkind = 'f' THEN 'FOREIGN TABLE' WHEN c.relpersistence = 'u' THEN 'UNLOGGED TABLE' ELSE 'TABLE' END, c.oid::regclass)
  || CASE WHEN c.reloftype <> 0 THEN ' OF ' || format_type(c.reloftype, NULL) ELSE '' END
  || CASE WHEN c.reloftype = 0 OR l.lines IS NOT NULL OR k.lines IS NOT NULL THEN format(' (%s)', concat_ws(',', l.lines, k.lines)) ELSE '' END
  || coalesce(' INHERITS (' || p.names || ')', '')
  || CASE WHEN c.relkind = 'p' THEN ' PARTITION BY ' || pg_get_partkeydef(c.oid) ELSE '' END
  || CASE WHEN c.relkind = 'f' THEN (SELECT format(' SERVER %I', s.srvname) || CASE WHEN f.ftoptions IS NULL THEN '' ELSE format(' OPTIONS (%s)', {fdw_options:f.ftoptions}) END
       FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE f.ftrelid = c.oid) ELSE '' END
  || coalesce((SELECT format(' USING %I', a.amname) FROM pg_am a WHERE a.oid = c.relam AND a.amname <> 'heap'), '')
  || CASE WHEN c.reloptions IS NULL AND tt.reloptions IS NULL THEN '' ELSE format(' WITH (%s)', concat_ws(', ', {options:c.reloptions},
       (SELECT string_agg(format('toast.%I = %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ') FROM unnest(tt.reloptions) o))) END
  || coalesce((SELECT format(' TABLESPACE %I', s.spcname) FROM pg_tablespace s WHERE s.oid = c.reltablespace), '')
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class tt ON tt.oid = c.reltoastrelid
LEFT JOIN column_lines l ON l.attrelid = c.oid
LEFT JOIN checks k ON k.conrelid = c.oid
LEFT JOIN parents p ON p.inhrelid = c.oid
WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND {namespace:n} AND {user:pg_class:c.oid}
ORDER BY c.oid
