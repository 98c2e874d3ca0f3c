-- The columns that have it go through the base type.
-- from:
CREATE DOMAIN d AS varchar(10);
CREATE TABLE t (a d);

-- to:
CREATE DOMAIN d AS text;
CREATE TABLE t (a d);

-- back:
