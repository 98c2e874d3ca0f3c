-- PostgreSQL 18.
-- server: 18
-- from:
CREATE TABLE t (a integer);
CREATE TABLE p (id int4range, valid daterange);

-- to:
CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a * 2) VIRTUAL);
CREATE TABLE p (id int4range, valid daterange, PRIMARY KEY (id, valid WITHOUT OVERLAPS));

-- back:
