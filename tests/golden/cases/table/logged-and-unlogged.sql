-- ALTER TABLE SET LOGGED and back.
-- from:
CREATE UNLOGGED TABLE t (id integer PRIMARY KEY);

-- to:
CREATE TABLE t (id integer PRIMARY KEY);

-- plan:
ALTER TABLE public.t SET LOGGED;

-- back:
ALTER TABLE public.t SET UNLOGGED;
