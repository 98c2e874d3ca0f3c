-- A changed name of a not null constraint.
-- server: 18
-- from:
CREATE TABLE t (id integer CONSTRAINT a NOT NULL, b integer);

-- to:
CREATE TABLE t (id integer NOT NULL, b integer CONSTRAINT bn NOT NULL);

-- back:
