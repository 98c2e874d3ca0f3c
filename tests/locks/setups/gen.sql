CREATE TABLE gn (id int PRIMARY KEY, a int, g int GENERATED ALWAYS AS (a + 1) STORED, b text);
INSERT INTO gn (id, a, b) SELECT i, i, 'b' FROM generate_series(1, 100) i;
CREATE INDEX gn_g ON gn (g);
CREATE INDEX gn_b ON gn (b);
