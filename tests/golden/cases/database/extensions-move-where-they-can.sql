-- What a control file calls relocatable moves, what only brings functions is made anew, what holds data stays.
-- from:
CREATE SCHEMA s;
CREATE EXTENSION xml2 WITH SCHEMA public;
CREATE EXTENSION citext WITH SCHEMA public;

-- to:
CREATE SCHEMA s;
CREATE EXTENSION xml2 WITH SCHEMA s;
CREATE EXTENSION citext WITH SCHEMA s;

-- plan:
ALTER EXTENSION citext SET SCHEMA s;
DROP EXTENSION xml2;
CREATE EXTENSION xml2 WITH SCHEMA s;

-- back:
ALTER EXTENSION citext SET SCHEMA public;
DROP EXTENSION xml2;
CREATE EXTENSION xml2 WITH SCHEMA public;
