CREATE TABLE cust (id int PRIMARY KEY, code varchar(10) UNIQUE, k int);
INSERT INTO cust SELECT i, 'c' || i, i FROM generate_series(1, 50) i;
CREATE TABLE ord (id int PRIMARY KEY, cust_id int NOT NULL CONSTRAINT ord_cust REFERENCES cust (id), code varchar(10) CONSTRAINT ord_code REFERENCES cust (code), total numeric(10,2));
INSERT INTO ord SELECT i, i % 50 + 1, 'c' || (i % 50 + 1), i FROM generate_series(1, 300) i;
