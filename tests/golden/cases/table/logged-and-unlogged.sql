-- ALTER TABLE SET LOGGED and back.
-- from:
CREATE UNLOGGED TABLE t (id integer PRIMARY KEY);

-- to:
CREATE TABLE t (id integer PRIMARY KEY);

-- back:
