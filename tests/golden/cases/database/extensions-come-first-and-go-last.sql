-- With their types and operator classes in use.
-- from:
CREATE TABLE t (a text);

-- to:
CREATE EXTENSION citext;
CREATE EXTENSION pg_trgm;
CREATE TABLE t (a text, b citext);
CREATE INDEX i ON t USING gin (a gin_trgm_ops);

-- back:
