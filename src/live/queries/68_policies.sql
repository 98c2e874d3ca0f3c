-- Row security policies.
SELECT pg_get_userbyid(c.relowner), format('CREATE POLICY %I ON %s%s%s', p.polname, c.oid::regclass, CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END,
    CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' ELSE '' END)
  || CASE WHEN p.polroles = '{0}' THEN '' ELSE ' TO ' || (SELECT string_agg(quote_ident(pg_get_userbyid(r)), ', ' ORDER BY pg_get_userbyid(r)) FROM unnest(p.polroles) r) END
  || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
  || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
FROM pg_policy p
JOIN pg_class c ON c.oid = p.polrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {namespace:n} AND {user:pg_class:c.oid}
ORDER BY p.oid
