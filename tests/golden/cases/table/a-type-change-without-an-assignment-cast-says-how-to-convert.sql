-- text to integer needs USING.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT '7');

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a integer DEFAULT 7);

-- back:
