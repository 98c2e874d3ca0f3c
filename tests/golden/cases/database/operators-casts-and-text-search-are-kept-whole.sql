-- Opaque kinds: dropped and created as they stand.
-- from:
CREATE FUNCTION eq(point, point) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 ~= $2';

-- to:
CREATE FUNCTION eq(point, point) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 ~= $2';
CREATE OPERATOR === (LEFTARG = point, RIGHTARG = point, FUNCTION = eq, COMMUTATOR = ===);
CREATE TYPE e AS ENUM ('1', '2');
CREATE FUNCTION e_int(e) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1::text::integer';
CREATE CAST (e AS integer) WITH FUNCTION e_int(e) AS ASSIGNMENT;
CREATE TEXT SEARCH CONFIGURATION simple2 (COPY = simple);
CREATE TABLE t (p point, CHECK (p === point '(1,1)'));

-- back:
