-- Not text.
-- from, made by:
-- b'CREATE TABLE t (id integer\x00);'

-- to:
-- findings:
-- error: invalid byte sequence for encoding "UTF8": 0x00 [UP103]
-- HINT: Save the file as UTF-8.
-- exit code 2
