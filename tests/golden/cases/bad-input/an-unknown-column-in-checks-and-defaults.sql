-- 42703, wherever an expression stands.
-- from:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);

-- to:
CREATE TABLE t (id integer, a integer, c text);
CREATE TABLE u (id integer, b integer);
CREATE TABLE w (a integer DEFAULT b, c integer GENERATED ALWAYS AS (d + 1) STORED, CHECK (e > 0));
CREATE POLICY p ON t USING (f = 1);
CREATE INDEX ON t (lower(g)) WHERE h;
-- findings:
-- to.sql:3:35: error: column "b" does not exist [UP202]
-- to.sql:4:29: error: column "f" does not exist [UP202]
-- to.sql:5:26: error: column "g" does not exist [UP202]
-- exit code 2
