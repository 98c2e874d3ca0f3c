-- A schema comes first and goes last.
-- from:
CREATE SCHEMA gone;
CREATE TABLE gone.t (id integer);

-- to:
CREATE SCHEMA app AUTHORIZATION role_a;
COMMENT ON SCHEMA app IS 'x';
GRANT USAGE, CREATE ON SCHEMA app TO role_b WITH GRANT OPTION;
CREATE TABLE app.t (id integer);
ALTER TABLE app.t OWNER TO role_a;

-- plan:
CREATE SCHEMA app;
ALTER SCHEMA app OWNER TO role_a;
GRANT ALL ON SCHEMA app TO role_b WITH GRANT OPTION;
COMMENT ON SCHEMA app IS 'x';

CREATE TABLE app.t (
    id integer
);

ALTER TABLE app.t OWNER TO role_a;
DROP TABLE gone.t;
DROP SCHEMA gone;

-- back:
CREATE SCHEMA gone;

CREATE TABLE gone.t (
    id integer
);

DROP TABLE app.t;
DROP SCHEMA app;

-- diff:
-- schema app
--   + schema app
--   + table app.t  (1 column)
--
-- schema gone
--   - schema gone
--   - table gone.t  (1 column)
--
-- 2 added, 0 changed, 2 removed

-- findings:
-- to.sql:1:1: warning: "gone" goes and "app" comes with the same definition [UP301]
-- HINT: If it is a rename, write "-- underpin: renamed from gone" before it.
