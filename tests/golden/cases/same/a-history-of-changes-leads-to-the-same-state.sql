-- CREATE, ALTER, RENAME and DROP are interpreted.
-- from:
CREATE TABLE old_name (x integer, y text, z date);
ALTER TABLE old_name RENAME TO t;
ALTER TABLE t RENAME COLUMN x TO id;
ALTER TABLE t DROP COLUMN z, ADD COLUMN n numeric DEFAULT 1, ALTER COLUMN id SET NOT NULL;
CREATE TYPE e AS ENUM ('a', 'c');
ALTER TYPE e ADD VALUE 'b' BEFORE 'c';
CREATE VIEW gone AS SELECT 1 AS x;
DROP VIEW gone;
CREATE SCHEMA s;
ALTER TABLE t SET SCHEMA s;

-- to:
CREATE SCHEMA s;
CREATE TYPE e AS ENUM ('a', 'b', 'c');
CREATE TABLE s.t (id integer NOT NULL, y text, n numeric DEFAULT 1);

-- plan:
-- nothing to do

-- back:
-- nothing to do
