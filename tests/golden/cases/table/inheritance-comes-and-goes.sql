-- INHERIT and NO INHERIT; inherited columns are not the child's own.
-- from:
CREATE TABLE p (id integer, a text, CHECK (id > 0));
CREATE TABLE c (x integer) INHERITS (p);
CREATE TABLE d (id integer, a text, CONSTRAINT p_id_check CHECK (id > 0));

-- to:
CREATE TABLE p (id integer, a text, b date, CHECK (id > 0));
CREATE TABLE c (x integer) INHERITS (p);
CREATE TABLE d (id integer, a text, b date, CONSTRAINT p_id_check CHECK (id > 0)) INHERITS (p);

-- back:
