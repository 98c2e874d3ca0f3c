-- It is dropped and made again under the same name.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE INDEX i ON t (a);
CREATE INDEX j ON t (b) WHERE b > 0;
CREATE UNIQUE INDEX k ON t (a, b);

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE INDEX i ON t (a DESC NULLS LAST, b);
CREATE INDEX j ON t USING hash (b);
CREATE UNIQUE INDEX k ON t (a) INCLUDE (b);
COMMENT ON INDEX k IS 'key';

-- back:

-- diff:
