-- PostgreSQL would refuse it in the middle of the plan.
-- from:
CREATE SCHEMA s;
CREATE EXTENSION postgis WITH SCHEMA public;

-- to:
CREATE SCHEMA s;
CREATE EXTENSION postgis WITH SCHEMA s;

-- findings:
-- to.sql:2:1: error: extension postgis cannot move to another schema, and holds data [UP303]
-- HINT: Leave it in the schema where it is.
-- exit code 3
