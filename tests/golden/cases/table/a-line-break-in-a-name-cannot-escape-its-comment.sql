-- Comments of the plan hold names on one line.
-- from:


-- to:
CREATE TABLE "a
DROP TABLE users; --" (id integer);

-- plan:
CREATE TABLE public."a
DROP TABLE users; --" (
    id integer
);

-- back:
DROP TABLE public."a
DROP TABLE users; --";
