-- Comments of the plan hold names on one line.
-- from:


-- to:
CREATE TABLE "a
DROP TABLE users; --" (id integer);

-- back:
