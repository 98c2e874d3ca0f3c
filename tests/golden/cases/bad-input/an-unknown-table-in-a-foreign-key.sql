-- Named as PostgreSQL does.
-- from:


-- to:
CREATE TABLE t (id integer REFERENCES nowhere);
