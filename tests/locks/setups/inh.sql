CREATE TABLE base (id int PRIMARY KEY, a int, b text, CONSTRAINT base_chk CHECK (a > 0));
CREATE TABLE kid (c int) INHERITS (base);
CREATE TABLE grandkid () INHERITS (kid);
INSERT INTO base SELECT i, i, 'b' FROM generate_series(1, 50) i;
INSERT INTO kid SELECT i, i, 'b' FROM generate_series(1, 60) i;
INSERT INTO grandkid SELECT i, i, 'b' FROM generate_series(1, 70) i;
CREATE INDEX kid_a ON kid (a);
