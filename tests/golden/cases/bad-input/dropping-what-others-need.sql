-- DROP without CASCADE, as PostgreSQL has it.
-- from:


-- to:
CREATE TABLE t (id integer);
CREATE VIEW v AS SELECT id FROM t;
DROP TABLE t;
