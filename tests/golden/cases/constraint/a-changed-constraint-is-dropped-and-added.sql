-- A check whose expression changes, a key over other columns.
-- from:
CREATE TABLE t (a integer, b integer, CONSTRAINT k PRIMARY KEY (a), CONSTRAINT c CHECK (a > 0));

-- to:
CREATE TABLE t (a integer, b integer, CONSTRAINT k PRIMARY KEY (a, b), CONSTRAINT c CHECK (a > 0 AND b > 0));

-- back:

-- diff:
