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

-- back:

-- diff:
