-- PostgreSQL 18.
-- server: 18
-- from:
CREATE TABLE t (a integer);
CREATE TABLE p (id int4range, valid daterange);

-- to:
CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a * 2) VIRTUAL);
CREATE TABLE p (id int4range, valid daterange, PRIMARY KEY (id, valid WITHOUT OVERLAPS));

-- plan:
ALTER TABLE public.t ADD COLUMN b integer GENERATED ALWAYS AS (a * 2) VIRTUAL;
ALTER TABLE public.p ADD CONSTRAINT p_id_not_null NOT NULL id NOT VALID;
ALTER TABLE public.p VALIDATE CONSTRAINT p_id_not_null;
ALTER TABLE public.p ADD CONSTRAINT p_valid_not_null NOT NULL valid NOT VALID;
ALTER TABLE public.p VALIDATE CONSTRAINT p_valid_not_null;
ALTER TABLE public.p ADD CONSTRAINT p_pkey PRIMARY KEY (id, valid WITHOUT OVERLAPS);

-- back:
ALTER TABLE public.p DROP CONSTRAINT p_pkey;
ALTER TABLE public.t DROP COLUMN b;
ALTER TABLE public.p ALTER COLUMN id DROP NOT NULL;
ALTER TABLE public.p ALTER COLUMN valid DROP NOT NULL;

-- findings:
-- to.sql:2:48: warning: step create-constraint-public.p.p_pkey blocks reads and writes of "public.p" for as long as the indexes take to be built: public.p_pkey [UP306]
-- HINT: No online way is known for this change, or a directive asks for this one: run it when the table is small or nobody works, or make the change in steps of your own.
