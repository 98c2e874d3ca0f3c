-- Latin-1, not UTF-8.
-- from, made by:
-- b'CREATE TABLE t (id integer); -- caf\xe9\n'

-- to:
