-- Their tables are added and dropped in place.
-- options: --target 15
-- server: 15
-- from:
CREATE TABLE a (id integer PRIMARY KEY, x text);
CREATE TABLE b (id integer PRIMARY KEY);
CREATE PUBLICATION p FOR TABLE a;
CREATE PUBLICATION q FOR ALL TABLES;

-- to:
CREATE SCHEMA s;
CREATE TABLE a (id integer PRIMARY KEY, x text);
CREATE TABLE b (id integer PRIMARY KEY);
CREATE PUBLICATION p FOR TABLE a (id), b WHERE (id > 10) WITH (publish = 'insert, update');
CREATE PUBLICATION r FOR TABLES IN SCHEMA s;

-- back:
