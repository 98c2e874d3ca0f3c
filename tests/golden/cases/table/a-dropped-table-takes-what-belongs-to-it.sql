-- Indexes, triggers, policies and owned sequences go with it; views on it go before.
-- from:
CREATE TABLE t (id serial PRIMARY KEY, a text);
CREATE INDEX ON t (a);
CREATE VIEW v AS SELECT * FROM t;
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION trg();
CREATE POLICY p ON t USING (true);

-- to:

-- plan:
DROP VIEW public.v;
DROP TABLE public.t;
DROP FUNCTION public.trg();

-- back:
CREATE SEQUENCE public.t_id_seq AS integer;

CREATE FUNCTION public.trg()
RETURNS trigger
LANGUAGE plpgsql
AS $$BEGIN RETURN NEW; END$$;

CREATE TABLE public.t (
    id integer DEFAULT nextval('public.t_id_seq'::regclass) NOT NULL,
    a text,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);

ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;
CREATE INDEX t_a_idx ON public.t USING btree (a);

CREATE VIEW public.v AS
SELECT t.id, t.a FROM public.t;

CREATE TRIGGER x
BEFORE INSERT ON public.t
FOR EACH ROW
EXECUTE FUNCTION public.trg();

CREATE POLICY p ON public.t TO PUBLIC
USING (true);

-- diff:
-- schema public
--   - function public.trg()
--   - sequence public.t_id_seq
--   - table public.t  (2 columns, 1 primary key, 1 index, 1 trigger, 1 policy)
--   - view public.v  (2 columns)
--
-- 0 added, 0 changed, 4 removed
