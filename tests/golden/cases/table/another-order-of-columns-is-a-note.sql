-- PostgreSQL can only append columns.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);

-- to:
CREATE TABLE t (b integer, id integer PRIMARY KEY, a text);
