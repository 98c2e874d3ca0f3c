-- PostgreSQL refuses the change while a view reads the column: views go and come back with grants and comments.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a varchar(20), b integer);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE VIEW w AS SELECT a FROM v WHERE id > 3;
COMMENT ON VIEW w IS 'the upper one';
GRANT SELECT ON w TO role_a;

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE VIEW w AS SELECT a FROM v WHERE id > 3;
COMMENT ON VIEW w IS 'the upper one';
GRANT SELECT ON w TO role_a;

-- back:

-- diff:
