-- Nothing changes but one of them.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE RECURSIVE VIEW r (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 10;
CREATE VIEW w AS SELECT id, rank() OVER (PARTITION BY a ORDER BY b DESC) AS r FROM t;

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE RECURSIVE VIEW r (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 20;
CREATE VIEW w AS SELECT id, rank() OVER (PARTITION BY a ORDER BY b DESC) AS r FROM t;

-- back:
