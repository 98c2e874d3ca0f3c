-- A limit, not a crash.
-- from, made by:
-- 'CREATE VIEW v AS SELECT ' + '(' * 100000 + '1' + ')' * 100000 + ' AS a'

-- to:
-- findings:
-- error: statement is nested too deeply [UP105]
-- DETAIL: The limit is 1000 levels of brackets, operators and queries.
-- exit code 2
