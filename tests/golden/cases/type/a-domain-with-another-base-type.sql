-- The columns that have it go through the base type.
-- from:
CREATE DOMAIN d AS varchar(10);
CREATE TABLE t (a d);

-- to:
CREATE DOMAIN d AS text;
CREATE TABLE t (a d);

-- plan:
ALTER DOMAIN public.d RENAME TO d_old;
CREATE DOMAIN public.d AS text;
ALTER TABLE public.t ALTER COLUMN a TYPE public.d USING a::text::public.d;
DROP DOMAIN public.d_old;

-- back:
ALTER DOMAIN public.d RENAME TO d_old;
CREATE DOMAIN public.d AS character varying(10);
ALTER TABLE public.t ALTER COLUMN a TYPE public.d USING a::text::public.d;
DROP DOMAIN public.d_old;
