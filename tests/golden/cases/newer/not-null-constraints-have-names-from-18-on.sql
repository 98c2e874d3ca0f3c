-- A changed name of a not null constraint.
-- server: 18
-- from:
CREATE TABLE t (id integer CONSTRAINT a NOT NULL, b integer);

-- to:
CREATE TABLE t (id integer NOT NULL, b integer CONSTRAINT bn NOT NULL);

-- plan:
ALTER TABLE public.t RENAME CONSTRAINT a TO t_id_not_null;
ALTER TABLE public.t ADD CONSTRAINT bn NOT NULL b NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT bn;

-- back:
ALTER TABLE public.t RENAME CONSTRAINT t_id_not_null TO a;
ALTER TABLE public.t ALTER COLUMN b DROP NOT NULL;
