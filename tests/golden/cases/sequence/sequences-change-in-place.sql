-- Type, bounds, cache, owner column.
-- from:
CREATE SEQUENCE s;
CREATE TABLE t (id integer DEFAULT nextval('s'));

-- to:
CREATE SEQUENCE s AS integer INCREMENT 5 MINVALUE 5 MAXVALUE 1000 START 10 CACHE 3 CYCLE OWNED BY t.id;
CREATE TABLE t (id integer DEFAULT nextval('s'));
CREATE SEQUENCE s2;
GRANT USAGE ON SEQUENCE s2 TO role_a;

-- back:

-- diff:
