-- Check, unique, foreign key, exclusion.
-- from:
CREATE TABLE u (id integer PRIMARY KEY);
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer, r int4range, CONSTRAINT b_small CHECK (b < 10));

-- to:
CREATE TABLE u (id integer PRIMARY KEY);
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer, r int4range,
  CONSTRAINT b_big CHECK (b > 10), CONSTRAINT a_unique UNIQUE (a) INCLUDE (b),
  CONSTRAINT b_fk FOREIGN KEY (b) REFERENCES u ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT no_overlap EXCLUDE USING gist (r WITH &&));

-- back:

-- diff:
