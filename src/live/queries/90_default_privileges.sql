-- Default privileges, last: nothing that stands above gets them.
SELECT NULL, format('ALTER DEFAULT PRIVILEGES FOR ROLE %I%s %s', pg_get_userbyid(d.defaclrole), coalesce((SELECT format(' IN SCHEMA %I', n.nspname) FROM pg_namespace n WHERE n.oid = d.defaclnamespace), ''),
  format(CASE WHEN g.is_given THEN 'GRANT %s ON %s TO %s%s' ELSE 'REVOKE ALL%s ON %s FROM %s%s' END, CASE WHEN g.is_given THEN g.privileges ELSE '' END,
    CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END,
    CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END, CASE WHEN g.grantable THEN ' WITH GRANT OPTION' ELSE '' END))
FROM pg_default_acl d, LATERAL {grant_changes:d.defaclacl:CASE WHEN d.defaclnamespace <> 0 THEN NULL ELSE acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole) END:''} g
WHERE d.defaclobjtype <> 'L'
ORDER BY d.defaclrole, d.defaclnamespace, d.defaclobjtype, g.grantee, g.is_given, g.grantable
