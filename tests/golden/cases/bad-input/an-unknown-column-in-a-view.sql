-- With its place.
-- from:


-- to:
CREATE TABLE t (id integer);
CREATE VIEW v AS SELECT idd FROM t;
-- findings:
-- error: column "idd" does not exist [UP202]
-- exit code 2
