-- End-state DDL: what a later file makes may be used earlier.
-- from:


-- to:
CREATE VIEW v AS SELECT id, f(a) AS fa FROM t;
CREATE TABLE t (id integer PRIMARY KEY, a my_enum, u integer REFERENCES u);
CREATE FUNCTION f(x my_enum) RETURNS text LANGUAGE sql AS $$ SELECT x::text $$;
CREATE TYPE my_enum AS ENUM ('p', 'q');
CREATE TABLE u (id integer PRIMARY KEY);
-- plan:
CREATE TYPE public.my_enum AS ENUM ('p', 'q');

CREATE FUNCTION public.f(x public.my_enum)
RETURNS text
LANGUAGE sql
AS $$ SELECT x::text $$;

CREATE TABLE public.t (
    id integer NOT NULL,
    a public.my_enum,
    u integer,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);

CREATE TABLE public.u (
    id integer NOT NULL,
    CONSTRAINT u_pkey PRIMARY KEY (id)
);

ALTER TABLE public.t ADD CONSTRAINT t_u_fkey FOREIGN KEY (u) REFERENCES public.u (id);

CREATE VIEW public.v AS
SELECT id, public.f(a) AS fa FROM public.t;
