-- One changes, one goes, one comes.
-- from:
CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(text) RETURNS integer LANGUAGE sql AS 'SELECT 2';
CREATE VIEW v AS SELECT f(1) AS a;

-- to:
CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql AS 'SELECT 10';
CREATE FUNCTION f(date, VARIADIC text[]) RETURNS integer LANGUAGE sql AS 'SELECT 3';
CREATE VIEW v AS SELECT f(1) AS a;

-- back:

-- diff:
