-- CREATE OR REPLACE VIEW keeps grants and dependents.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW v AS SELECT id FROM t;
CREATE VIEW w AS SELECT id FROM v;
GRANT SELECT ON v TO role_a;

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW v AS SELECT id, a FROM t WHERE b > 1;
CREATE VIEW w AS SELECT id FROM v;
GRANT SELECT ON v TO role_a;

-- diff:
