CREATE TYPE addr AS (street text, zip int);
CREATE TABLE home (id int PRIMARY KEY, a addr);
INSERT INTO home SELECT i, ROW('s', i)::addr FROM generate_series(1, 50) i;
CREATE TABLE typed OF addr;
INSERT INTO typed VALUES ('x', 1);
