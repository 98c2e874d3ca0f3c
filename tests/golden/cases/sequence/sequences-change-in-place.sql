-- Type, bounds, cache, owner column.
-- from:
CREATE SEQUENCE s;
CREATE TABLE t (id integer DEFAULT nextval('s'));

-- to:
CREATE SEQUENCE s AS integer INCREMENT 5 MINVALUE 5 MAXVALUE 1000 START 10 CACHE 3 CYCLE OWNED BY t.id;
CREATE TABLE t (id integer DEFAULT nextval('s'));
CREATE SEQUENCE s2;
GRANT USAGE ON SEQUENCE s2 TO role_a;

-- plan:
CREATE SEQUENCE public.s2;
GRANT USAGE ON SEQUENCE public.s2 TO role_a;
SELECT pg_catalog.setval('public.s', least(greatest(last_value, 5), 1000), is_called AND last_value >= 5) FROM public.s;
ALTER SEQUENCE public.s AS integer INCREMENT BY 5 MINVALUE 5 MAXVALUE 1000 START WITH 10 CACHE 3 CYCLE;
ALTER SEQUENCE public.s OWNED BY public.t.id;

-- back:
ALTER SEQUENCE public.s AS bigint INCREMENT BY 1 NO MINVALUE NO MAXVALUE START WITH 1 CACHE 1 NO CYCLE;
ALTER SEQUENCE public.s OWNED BY NONE;
DROP SEQUENCE public.s2;
