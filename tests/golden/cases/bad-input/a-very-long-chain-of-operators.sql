-- Parsed by recursion in PostgreSQL, too.
-- from, made by:
-- 'CREATE VIEW v AS SELECT ' + ' + '.join(['1'] * 50000) + ' AS a'

-- to:
