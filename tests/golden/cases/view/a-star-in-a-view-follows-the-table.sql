-- SELECT * was expanded when the view was made; so it is now.
-- from:
CREATE TABLE t (id integer);
CREATE VIEW v AS SELECT * FROM t;

-- to:
CREATE TABLE t (id integer, a text);
CREATE VIEW v AS SELECT * FROM t;

-- back:
