CREATE TABLE cust (id int PRIMARY KEY, k int);
INSERT INTO cust SELECT i, i FROM generate_series(1, 50) i;
CREATE TABLE ord (id int PRIMARY KEY, cust_id int REFERENCES cust (id) ON DELETE CASCADE ON UPDATE CASCADE);
INSERT INTO ord SELECT i, i % 50 + 1 FROM generate_series(1, 300) i;
