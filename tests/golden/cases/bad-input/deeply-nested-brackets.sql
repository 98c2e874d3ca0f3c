-- A limit, not a crash.
-- from, made by:
-- 'CREATE VIEW v AS SELECT ' + '(' * 100000 + '1' + ')' * 100000 + ' AS a'

-- to:
