-- DROP without CASCADE, as PostgreSQL has it.
-- from:


-- to:
CREATE TABLE t (id integer);
CREATE VIEW v AS SELECT id FROM t;
DROP TABLE t;
-- findings:
-- error: cannot drop table public.t because other objects depend on it [UP210]
-- DETAIL: view public.v depends on table public.t
-- HINT: Use DROP ... CASCADE to drop the dependent objects too.
-- exit code 2
