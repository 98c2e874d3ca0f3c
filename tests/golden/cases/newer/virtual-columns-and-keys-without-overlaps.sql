-- PostgreSQL 18.
-- server: 18
-- from:
CREATE TABLE t (a integer);
CREATE TABLE p (id int4range, valid daterange);

-- to:
CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a * 2) VIRTUAL);
CREATE TABLE p (id int4range, valid daterange, PRIMARY KEY (id, valid WITHOUT OVERLAPS));

-- plan:
ALTER TABLE public.p ALTER COLUMN id SET NOT NULL;
ALTER TABLE public.p ALTER COLUMN valid SET NOT NULL;
ALTER TABLE public.t ADD COLUMN b integer GENERATED ALWAYS AS (a * 2) VIRTUAL;
ALTER TABLE public.p ADD CONSTRAINT p_pkey PRIMARY KEY (id, valid WITHOUT OVERLAPS);

-- back:
ALTER TABLE public.p DROP CONSTRAINT p_pkey;
ALTER TABLE public.t DROP COLUMN b;
ALTER TABLE public.p ALTER COLUMN id DROP NOT NULL;
ALTER TABLE public.p ALTER COLUMN valid DROP NOT NULL;
