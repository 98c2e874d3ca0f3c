-- ALTER TABLE SET LOGGED and back.
-- from:
CREATE UNLOGGED TABLE t (id integer PRIMARY KEY);

-- to:
CREATE TABLE t (id integer PRIMARY KEY);

-- plan:
ALTER TABLE public.t SET LOGGED;

-- back:
ALTER TABLE public.t SET UNLOGGED;

-- findings:
-- to.sql:1:14: warning: step alter-table-public.t blocks reads and writes of "public.t" for as long as public.t takes to be written anew [UP306]
-- HINT: No online way is known for this change, or a directive asks for this one: run it when the table is small or nobody works, or make the change in steps of your own.
