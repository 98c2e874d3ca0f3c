CREATE DOMAIN pos AS int CONSTRAINT pos_chk CHECK (VALUE > 0);
CREATE DOMAIN pos2 AS pos;
CREATE DOMAIN plain AS int DEFAULT 5;
CREATE TABLE dt (id int PRIMARY KEY, c pos, d plain, e int);
INSERT INTO dt SELECT i, i, i, i FROM generate_series(1, 100) i;
CREATE TABLE dt2 (c pos2);
INSERT INTO dt2 VALUES (1);
