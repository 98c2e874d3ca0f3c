-- With its place.
-- from:


-- to:
CREATE TABLE t (id integr);
-- findings:
-- error: type "integr" does not exist [UP203]
-- exit code 2
