-- 42702, as PostgreSQL says it.
-- from:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);

-- to:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);
CREATE VIEW v AS SELECT id FROM t JOIN u ON t.id = u.id;
-- findings:
-- to.sql:3:25: error: column reference "id" is ambiguous [UP208]
-- exit code 2
