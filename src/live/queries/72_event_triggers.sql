-- Event triggers.
SELECT pg_get_userbyid(e.evtowner), format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %s()', e.evtname, e.evtevent,
    CASE WHEN e.evttags IS NULL THEN '' ELSE format(' WHEN TAG IN (%s)', (SELECT string_agg(quote_literal(t), ', ') FROM unnest(e.evttags) t)) END, e.evtfoid::regproc)
  || CASE e.evtenabled WHEN 'O' THEN '' ELSE format(E';\nALTER EVENT TRIGGER %I %s', e.evtname, CASE e.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END) END
FROM pg_event_trigger e
WHERE {user:pg_event_trigger:e.oid}
ORDER BY e.evtname
