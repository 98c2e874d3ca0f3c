-- Made before the columns that have them.
-- from:


-- to:
CREATE COLLATION german (PROVIDER = icu, LOCALE = 'de-u-co-phonebk');
CREATE TABLE t (a text COLLATE german, b text COLLATE "C");
CREATE INDEX i ON t (a COLLATE "C");

-- plan:
CREATE COLLATION public.german (locale = 'de-u-co-phonebk', provider = icu);

CREATE TABLE public.t (
    a text COLLATE public.german,
    b text COLLATE pg_catalog."C"
);

CREATE INDEX i ON public.t USING btree (a COLLATE pg_catalog."C");

-- back:
DROP TABLE public.t;
DROP COLLATION public.german;
