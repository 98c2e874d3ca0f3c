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

-- plan:
CREATE TABLE app.account (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    email text NOT NULL,
    balance numeric(12,2) DEFAULT 0,
    parent_id bigint,
    CONSTRAINT account_balance_check CHECK (balance >= 0),
    CONSTRAINT account_pkey PRIMARY KEY (id),
    CONSTRAINT account_email_key UNIQUE (email)
);

GRANT SELECT, INSERT ON TABLE app.account TO role_a;
GRANT UPDATE (email) ON TABLE app.account TO role_b;
COMMENT ON TABLE app.account IS 'who may log in';
COMMENT ON COLUMN app.account.email IS 'it''s unique';
CREATE INDEX account_parent_idx ON app.account USING btree (parent_id) WHERE parent_id IS NOT NULL;
ALTER TABLE app.account ADD CONSTRAINT account_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES app.account (id) ON DELETE SET NULL;

-- back:
DROP TABLE app.account;

-- diff:
-- schema app
--   + sequence app.account_id_seq
--   + table app.account  (4 columns, 1 check constraint, 1 unique constraint, 1 foreign key, 1 primary key, 1 index)
--
-- 2 added, 0 changed, 0 removed
