-- Before and after others; a new label is committed before its first use.
-- from:
CREATE TYPE e AS ENUM ('b', 'd');
CREATE TABLE t (x e DEFAULT 'b');

-- to:
CREATE TYPE e AS ENUM ('a', 'b', 'c', 'd', 'f');
CREATE TABLE t (x e DEFAULT 'c');
CREATE INDEX i ON t (x) WHERE x = 'f';

-- diff:
