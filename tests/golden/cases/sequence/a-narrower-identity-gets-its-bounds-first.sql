-- The bounds have to fit the type at any time: when it gets narrower they change before it, when it gets wider after it.
-- from:
CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY (MAXVALUE 5000000000));

-- to:
CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY);

-- plan:
SELECT pg_catalog.setval('public.t_id_seq', least(last_value, 2147483647), is_called OR last_value > 2147483647) FROM public.t_id_seq;
ALTER TABLE public.t ALTER COLUMN id SET MAXVALUE 2147483647;
ALTER TABLE public.t ALTER COLUMN id TYPE integer;

-- back:
ALTER TABLE public.t ALTER COLUMN id TYPE bigint;
ALTER TABLE public.t ALTER COLUMN id SET MAXVALUE 5000000000;

-- findings:
-- to.sql:1:17: warning: step alter-column-public.t.id-2 blocks reads and writes of "public.t" for as long as public.t, public.t_id_seq takes to be written anew [UP306]
-- HINT: No online way is known for this change: run it when the table is small or nobody works, or make the change in steps of your own.
