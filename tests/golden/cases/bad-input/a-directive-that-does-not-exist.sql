-- Spelled wrong.
-- from:


-- to:
CREATE TABLE t (
  b integer -- underpin: renamd from a
);
