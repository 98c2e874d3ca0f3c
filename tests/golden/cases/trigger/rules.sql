-- Replaced in place.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW v AS SELECT id FROM t;
CREATE RULE r AS ON INSERT TO v DO INSTEAD NOTHING;

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW v AS SELECT id FROM t;
CREATE RULE r AS ON INSERT TO v DO INSTEAD INSERT INTO t (id) VALUES (NEW.id);
CREATE RULE q AS ON DELETE TO t WHERE OLD.id = 1 DO ALSO UPDATE t SET b = 0 WHERE id = 2;

-- back:
