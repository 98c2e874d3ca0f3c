CREATE TABLE lst (id int NOT NULL, kind text NOT NULL, v int) PARTITION BY LIST (kind);
CREATE TABLE lst_a PARTITION OF lst FOR VALUES IN ('a', 'b');
CREATE TABLE lst_c PARTITION OF lst FOR VALUES IN ('c');
CREATE TABLE lst_rest PARTITION OF lst DEFAULT;
INSERT INTO lst SELECT i, substr('abcdef', i % 6 + 1, 1), i FROM generate_series(1, 600) i;
