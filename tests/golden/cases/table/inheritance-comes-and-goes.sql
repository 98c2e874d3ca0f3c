-- INHERIT and NO INHERIT; inherited columns are not the child's own.
-- from:
CREATE TABLE p (id integer, a text, CHECK (id > 0));
CREATE TABLE c (x integer) INHERITS (p);
CREATE TABLE d (id integer, a text, CONSTRAINT p_id_check CHECK (id > 0));

-- to:
CREATE TABLE p (id integer, a text, b date, CHECK (id > 0));
CREATE TABLE c (x integer) INHERITS (p);
CREATE TABLE d (id integer, a text, b date, CONSTRAINT p_id_check CHECK (id > 0)) INHERITS (p);

-- plan:
ALTER TABLE public.d ADD COLUMN b date;
ALTER TABLE public.p ADD COLUMN b date;
ALTER TABLE public.d INHERIT public.p;

-- back:
ALTER TABLE public.d NO INHERIT public.p;
ALTER TABLE public.p DROP COLUMN b;
ALTER TABLE public.d DROP COLUMN b;

-- findings:
-- to.sql:2:14: note: the columns of table "public.c" stand in a different order [UP302]
-- HINT: PostgreSQL adds columns at the end; the order has no effect on statements that name their columns.
