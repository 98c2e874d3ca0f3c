-- One side says who owns what, the other grants to that role by name.
-- from:
CREATE TABLE t (a int);
ALTER TABLE t OWNER TO postgres;
CREATE TABLE u (a int);
ALTER TABLE u OWNER TO postgres;

-- to:
CREATE TABLE t (a int);
GRANT SELECT ON t TO postgres;
CREATE TABLE u (a int);
CREATE TABLE v (a int);
GRANT SELECT ON v TO postgres;

-- plan:
CREATE TABLE public.v (
    a integer
);

-- back:
DROP TABLE public.v;
