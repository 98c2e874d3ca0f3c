-- Made before the columns that have them.
-- from:


-- to:
CREATE COLLATION german (PROVIDER = icu, LOCALE = 'de-u-co-phonebk');
CREATE TABLE t (a text COLLATE german, b text COLLATE "C");
CREATE INDEX i ON t (a COLLATE "C");

-- back:
