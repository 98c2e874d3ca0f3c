-- PostgreSQL can only append columns.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);

-- to:
CREATE TABLE t (b integer, id integer PRIMARY KEY, a text);
-- plan:
-- nothing to do

-- findings:
-- to.sql:1:14: note: the columns of table "public.t" stand in a different order [UP302]
-- HINT: PostgreSQL adds columns at the end; the order has no effect on statements that name their columns.
