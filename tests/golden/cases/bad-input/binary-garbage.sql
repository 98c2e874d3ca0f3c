-- Every byte there is, many times.
-- from, made by:
-- bytes(range(256)) * 64

-- to:
-- findings:
-- error: invalid byte sequence for encoding "UTF8": 0x00 [UP103]
-- HINT: Save the file as UTF-8.
-- exit code 2
