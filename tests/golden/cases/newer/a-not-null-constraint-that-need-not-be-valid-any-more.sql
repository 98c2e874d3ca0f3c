-- PostgreSQL has no statement that takes a VALIDATE back: the constraint is stated anew. The undo of VALIDATE needs it, too.
-- server: 18
-- from:
CREATE TABLE t (a integer CONSTRAINT a_there NOT NULL, b integer NOT NULL, c integer);

-- to:
CREATE TABLE t (a integer, b integer, c integer);
ALTER TABLE t ADD CONSTRAINT a_there NOT NULL a NOT VALID;
ALTER TABLE t ADD NOT NULL b NOT VALID;
ALTER TABLE t ADD NOT NULL c NOT VALID;

-- plan:
ALTER TABLE public.t ALTER COLUMN a DROP NOT NULL, ADD CONSTRAINT a_there NOT NULL a NOT VALID;
ALTER TABLE public.t ALTER COLUMN b DROP NOT NULL, ADD CONSTRAINT t_b_not_null NOT NULL b NOT VALID;
ALTER TABLE public.t ADD CONSTRAINT t_c_not_null NOT NULL c NOT VALID;

-- back:
ALTER TABLE public.t ALTER COLUMN c DROP NOT NULL;
ALTER TABLE public.t VALIDATE CONSTRAINT a_there;
ALTER TABLE public.t VALIDATE CONSTRAINT t_b_not_null;
