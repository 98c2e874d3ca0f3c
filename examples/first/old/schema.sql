CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(200) NOT NULL,
  name text
);

CREATE VIEW user_emails AS SELECT id, lower(email) AS email FROM users;
GRANT SELECT ON user_emails TO shop_report;
