-- INSERT and UPDATE are no part of a schema.
-- from:


-- to:
CREATE TABLE t (id integer);
INSERT INTO t VALUES (1), (2);
UPDATE t SET id = 3;
