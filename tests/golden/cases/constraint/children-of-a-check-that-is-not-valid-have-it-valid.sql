-- A table that is made has no rows that a parent's check could be wrong about.
-- from:
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);

-- to:
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
ALTER TABLE p ADD CONSTRAINT c CHECK (b > 0) NOT VALID;
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);

-- plan:
ALTER TABLE public.p ADD CONSTRAINT c CHECK (b > 0) NOT VALID;
ALTER TABLE public.p1 VALIDATE CONSTRAINT c;

-- back:
ALTER TABLE public.p DROP CONSTRAINT c;
