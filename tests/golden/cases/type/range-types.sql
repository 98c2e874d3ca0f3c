-- With a subtype of its own.
-- from:


-- to:
CREATE TYPE floatrange AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE TABLE t (r floatrange, m floatmultirange);

-- back:
