CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(320) NOT NULL UNIQUE,
  display_name text,  -- underpin: renamed from name
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE VIEW user_emails AS SELECT id, lower(email) AS email FROM users;
GRANT SELECT ON user_emails TO shop_report;
