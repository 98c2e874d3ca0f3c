-- What PostgreSQL rewrites is no change: casts, IN lists, BETWEEN, serial, synonyms of types, defaults left out.
-- from:
CREATE TABLE t (id serial PRIMARY KEY, a varchar(10) DEFAULT 'x', b int4 CHECK (b IN (1, 2, 3)), c timestamp with time zone DEFAULT now(), d decimal(5,2), e bool DEFAULT 't');
CREATE INDEX t_a_idx ON t (a);
CREATE VIEW v AS SELECT * FROM t WHERE b BETWEEN 1 AND 2 AND a LIKE 'x%';
CREATE FUNCTION f(int) RETURNS text AS 'SELECT 1::text' LANGUAGE sql VOLATILE;
CREATE POLICY p ON t USING (b = 1);

-- to:
CREATE SEQUENCE t_id_seq AS integer;
CREATE TABLE public.t (
  id integer NOT NULL DEFAULT nextval('public.t_id_seq'::regclass),
  a character varying(10) DEFAULT 'x'::character varying,
  b integer, c timestamptz DEFAULT now(), d numeric(5,2), e boolean DEFAULT true);
ALTER SEQUENCE t_id_seq OWNED BY t.id;
ALTER TABLE t ADD CONSTRAINT t_b_check CHECK (b = ANY (ARRAY[1, 2, 3]));
ALTER TABLE ONLY t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
CREATE INDEX t_a_idx ON public.t USING btree (a);
CREATE VIEW v AS SELECT t.id, t.a, t.b, t.c, t.d, t.e FROM public.t WHERE t.b >= 1 AND t.b <= 2 AND t.a::text ~~ 'x%'::text;
CREATE OR REPLACE FUNCTION public.f(integer) RETURNS text LANGUAGE sql AS $$SELECT 1::text$$;
CREATE POLICY p ON public.t AS PERMISSIVE FOR ALL TO PUBLIC USING ((b = 1));

-- plan:
-- nothing to do

-- back:
-- nothing to do
