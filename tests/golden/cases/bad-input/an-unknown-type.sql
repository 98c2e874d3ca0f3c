-- With its place.
-- from:


-- to:
CREATE TABLE t (id integr);
