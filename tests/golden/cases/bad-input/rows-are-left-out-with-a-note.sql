-- INSERT and UPDATE are no part of a schema.
-- from:


-- to:
CREATE TABLE t (id integer);
INSERT INTO t VALUES (1), (2);
UPDATE t SET id = 3;
-- plan:
CREATE TABLE public.t (
    id integer
);

-- findings:
-- to.sql:2:1: note: INSERT statement is left out [UP217]
-- to.sql:3:1: note: UPDATE statement is left out [UP217]
