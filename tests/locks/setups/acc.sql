CREATE SCHEMA app;
CREATE TABLE app.acc (id bigint PRIMARY KEY, email varchar(40) NOT NULL, n int, note text, at timestamp);
INSERT INTO app.acc SELECT i, 'e' || i, i, 'n', '2024-01-01' FROM generate_series(1, 500) i;
CREATE INDEX acc_email ON app.acc (email);
CREATE INDEX acc_low ON app.acc (lower(email));
