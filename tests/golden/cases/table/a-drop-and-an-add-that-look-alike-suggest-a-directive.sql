-- A warning, for a rename would keep the data.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, first_name text NOT NULL);

-- to:
CREATE TABLE t (id integer PRIMARY KEY, given_name text NOT NULL);
