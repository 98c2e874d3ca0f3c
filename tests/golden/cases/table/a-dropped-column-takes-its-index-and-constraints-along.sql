-- DROP COLUMN is enough for what stands on the column alone.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text UNIQUE, b integer CHECK (b > 0));
CREATE INDEX t_a_idx ON t (lower(a));

-- to:
CREATE TABLE t (id integer PRIMARY KEY, b integer);

-- back:

-- diff:
