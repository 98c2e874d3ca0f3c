-- Not text.
-- from, made by:
-- b'CREATE TABLE t (id integer\x00);'

-- to:
