-- One ALTER each.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT 'x', b integer, c date NOT NULL);

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT lower('Y'), b integer NOT NULL DEFAULT 1, c date);

-- back:

-- diff:
