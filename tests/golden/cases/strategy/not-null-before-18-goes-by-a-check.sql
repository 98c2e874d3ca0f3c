-- A partitioned table has no rows of its own, an inherited one does.
-- options: --target 17
-- from:
CREATE TABLE t (a int, b int NOT NULL);
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE top (a int);
CREATE TABLE below (b int) INHERITS (top);

-- to:
CREATE TABLE t (a int NOT NULL, b int);
CREATE TABLE p (a int, b int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE top (a int NOT NULL);
CREATE TABLE below (b int) INHERITS (top);
-- plan:
ALTER TABLE public.t ALTER COLUMN b DROP NOT NULL;
ALTER TABLE public.p ADD CONSTRAINT underpin_not_null_b CHECK (b IS NOT NULL) NOT VALID;
ALTER TABLE public.p VALIDATE CONSTRAINT underpin_not_null_b;
ALTER TABLE public.p ALTER COLUMN b SET NOT NULL;
ALTER TABLE public.p DROP CONSTRAINT underpin_not_null_b;
ALTER TABLE public.t ADD CONSTRAINT underpin_not_null_a CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT underpin_not_null_a;
ALTER TABLE public.t ALTER COLUMN a SET NOT NULL;
ALTER TABLE public.t DROP CONSTRAINT underpin_not_null_a;
ALTER TABLE public.top ADD CONSTRAINT underpin_not_null_a CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE public.top VALIDATE CONSTRAINT underpin_not_null_a;
ALTER TABLE public.top ALTER COLUMN a SET NOT NULL;
ALTER TABLE public.top DROP CONSTRAINT underpin_not_null_a;
