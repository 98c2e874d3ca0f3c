-- What ALTER CONSTRAINT and VALIDATE can do is done in place.
-- from:
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (a integer CONSTRAINT c_fk REFERENCES p, b integer);
ALTER TABLE c ADD CONSTRAINT c_b CHECK (b > 0) NOT VALID;

-- to:
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (a integer CONSTRAINT c_fk REFERENCES p DEFERRABLE, b integer);
ALTER TABLE c ADD CONSTRAINT c_b CHECK (b > 0);

-- back:
