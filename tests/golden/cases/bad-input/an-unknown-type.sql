-- With its place.
-- from:


-- to:
CREATE TABLE t (id integr);
-- findings:
-- to.sql:1:20: error: type "integr" does not exist [UP203]
-- exit code 2
