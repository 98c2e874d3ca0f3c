-- What has to be dropped for a change of type comes back in the same transaction, with its privileges.
-- options: --target 15
-- from:
CREATE TABLE t (id int, code varchar(10), note text);
CREATE VIEW v AS SELECT id, code FROM t;
CREATE VIEW w AS SELECT code FROM v;
GRANT SELECT ON v TO role_a;

-- to:
CREATE TABLE t (id int, code varchar(20));
CREATE VIEW v AS SELECT id, code FROM t;
CREATE VIEW w AS SELECT code FROM v;
GRANT SELECT ON v TO role_a;
-- plan:
DROP VIEW public.w;
DROP VIEW public.v;
ALTER TABLE public.t ALTER COLUMN code TYPE character varying(20);

CREATE VIEW public.v AS
SELECT id, code FROM public.t;

GRANT SELECT ON TABLE public.v TO role_a;

CREATE VIEW public.w AS
SELECT code FROM public.v;

ALTER TABLE public.t DROP COLUMN note;
