-- Only "plain" can be chosen.
-- from:
CREATE TABLE t (a int);

-- to:
CREATE TABLE t (
  a bigint  -- underpin: strategy quick
);

-- findings:
-- to.sql:2:13: error: there is no strategy "quick" to choose [UP109]
-- HINT: `strategy plain` does without; else Underpin chooses by what the change needs.
-- exit code 3
