-- Subscribers need a column before its first row. One that names its columns sends no more than these.
-- options: --target 15
-- from:
CREATE TABLE a (id int PRIMARY KEY, n int);
CREATE TABLE b (id int PRIMARY KEY, n int);
CREATE TABLE c (id int PRIMARY KEY, old int);
CREATE PUBLICATION whole FOR TABLE a, c;
CREATE PUBLICATION named FOR TABLE b (id, n);

-- to:
CREATE TABLE a (id int PRIMARY KEY, n bigint);
CREATE TABLE b (id int PRIMARY KEY, n int, more text);
CREATE TABLE c (id int PRIMARY KEY, old int, more text);
CREATE PUBLICATION whole FOR TABLE a, c;
CREATE PUBLICATION named FOR TABLE b (id, n);
