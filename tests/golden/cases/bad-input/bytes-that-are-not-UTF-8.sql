-- Latin-1, not UTF-8.
-- from, made by:
-- b'CREATE TABLE t (id integer); -- caf\xe9\n'

-- to:
-- findings:
-- error: invalid byte sequence for encoding "UTF8": 0xe9 [UP103]
-- HINT: Save the file as UTF-8.
-- exit code 2
