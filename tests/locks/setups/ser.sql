CREATE TABLE ser (id serial PRIMARY KEY, g bigint GENERATED ALWAYS AS IDENTITY, s smallserial, t text);
INSERT INTO ser (t) SELECT 'x' FROM generate_series(1, 100);
