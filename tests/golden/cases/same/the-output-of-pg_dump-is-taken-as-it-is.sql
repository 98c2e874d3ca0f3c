-- SET, set_config, restrict lines and COPY data are no part of a state.
-- from:
--
-- PostgreSQL database dump
--

\restrict abcdef

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);
SET default_table_access_method = heap;

CREATE TABLE public.t (
    id integer NOT NULL,
    a text
);

ALTER TABLE public.t OWNER TO postgres;

COPY public.t (id, a) FROM stdin;
1	hello
2	\N
\.

ALTER TABLE ONLY public.t
    ADD CONSTRAINT t_pkey PRIMARY KEY (id);

\unrestrict abcdef

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text);
-- plan:
-- nothing to do

-- findings:
-- from.sql:19:1: note: 2 rows of data in 1 COPY statement left out [UP107]
