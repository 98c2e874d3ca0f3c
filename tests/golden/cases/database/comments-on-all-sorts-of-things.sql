-- Set, changed and taken away.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
COMMENT ON TABLE t IS 'a';
COMMENT ON COLUMN t.a IS 'b';
COMMENT ON CONSTRAINT t_pkey ON t IS 'c';

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
COMMENT ON TABLE t IS 'A';
COMMENT ON COLUMN t.b IS E'line\nbreak and ''quote''';
COMMENT ON INDEX t_pkey IS 'd';
COMMENT ON TYPE t IS NULL;

-- back:
