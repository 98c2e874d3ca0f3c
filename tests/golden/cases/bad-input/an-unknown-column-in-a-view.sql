-- With its place.
-- from:


-- to:
CREATE TABLE t (id integer);
CREATE VIEW v AS SELECT idd FROM t;
