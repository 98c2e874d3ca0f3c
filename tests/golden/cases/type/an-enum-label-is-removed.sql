-- PostgreSQL cannot: a new type, and the columns that use it are changed over.
-- from:
CREATE TYPE e AS ENUM ('a', 'b', 'c');
CREATE TABLE t (id integer, x e NOT NULL DEFAULT 'a', y e[]);
CREATE INDEX i ON t (x) WHERE x = 'a';
CREATE VIEW v AS SELECT x FROM t;

-- to:
CREATE TYPE e AS ENUM ('a', 'c');
CREATE TABLE t (id integer, x e NOT NULL DEFAULT 'a', y e[]);
CREATE INDEX i ON t (x) WHERE x = 'a';
CREATE VIEW v AS SELECT x FROM t;
