-- With a subtype of its own.
-- from:


-- to:
CREATE TYPE floatrange AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE TABLE t (r floatrange, m floatmultirange);

-- plan:
CREATE TYPE public.floatrange AS RANGE (SUBTYPE = double precision, SUBTYPE_DIFF = float8mi, MULTIRANGE_TYPE_NAME = public.floatmultirange);

CREATE TABLE public.t (
    r public.floatrange,
    m public.floatmultirange
);

-- back:
DROP TABLE public.t;
DROP TYPE public.floatrange;
