-- One statement makes the table; what cannot stand in it follows.
-- from:
CREATE SCHEMA app;

-- to:
CREATE SCHEMA app;
CREATE TABLE app.account (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  balance numeric(12,2) DEFAULT 0 CHECK (balance >= 0),
  parent_id bigint REFERENCES app.account ON DELETE SET NULL
);
COMMENT ON TABLE app.account IS 'who may log in';
COMMENT ON COLUMN app.account.email IS 'it''s unique';
CREATE INDEX account_parent_idx ON app.account (parent_id) WHERE parent_id IS NOT NULL;
GRANT SELECT, INSERT ON app.account TO role_a;
GRANT UPDATE (email) ON app.account TO role_b;

-- back:

-- diff:
