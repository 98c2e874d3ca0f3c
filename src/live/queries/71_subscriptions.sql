-- Subscriptions. The connection string may hold a password: it is not asked for (a role without the right could not read it anyway).
SELECT pg_get_userbyid(s.subowner), format('CREATE SUBSCRIPTION %I CONNECTION %L PUBLICATION %s WITH (connect = false, enabled = %s, slot_name = %s, synchronous_commit = %L', s.subname, '{secret}',
    (SELECT string_agg(quote_ident(p), ', ') FROM unnest(s.subpublications) p), s.subenabled, coalesce(quote_literal(s.subslotname), 'NONE'), s.subsynccommit)
/*14+*/  || CASE WHEN s.subbinary THEN ', binary = true' ELSE '' END
/*14-15*/ || CASE WHEN s.substream THEN ', streaming = on' ELSE '' END
/*16+*/ || CASE s.substream WHEN 't' THEN ', streaming = on' WHEN 'p' THEN ', streaming = parallel' ELSE ', streaming = off' END
/*15+*/ || CASE WHEN s.subtwophasestate <> 'd' THEN ', two_phase = true' ELSE '' END
/*15+*/ || CASE WHEN s.subdisableonerr THEN ', disable_on_error = true' ELSE '' END
/*16+*/ || CASE WHEN s.suborigin <> 'any' THEN format(', origin = %s', s.suborigin) ELSE '' END
/*16+*/ || CASE WHEN NOT s.subpasswordrequired THEN ', password_required = false' ELSE '' END
/*16+*/ || CASE WHEN s.subrunasowner THEN ', run_as_owner = true' ELSE '' END
/*17+*/ || CASE WHEN s.subfailover THEN ', failover = true' ELSE '' END
  || ')'
FROM pg_subscription s
WHERE s.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
ORDER BY s.subname
