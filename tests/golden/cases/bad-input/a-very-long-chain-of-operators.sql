-- Parsed by recursion in PostgreSQL, too.
-- from, made by:
-- 'CREATE VIEW v AS SELECT ' + ' + '.join(['1'] * 50000) + ' AS a'

-- to:
-- findings:
-- error: statement is nested too deeply [UP105]
-- DETAIL: The limit is 1000 levels of brackets, operators and queries.
-- exit code 2
