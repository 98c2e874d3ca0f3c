-- Wrapper, server, user mapping, foreign table, each in its order.
-- from:


-- to:
CREATE FOREIGN DATA WRAPPER w OPTIONS (debug 'true');
CREATE SERVER s TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (host 'a', port '1');
CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (username 'u');
CREATE FOREIGN TABLE ft (id integer OPTIONS (col 'x') NOT NULL, a text) SERVER s OPTIONS (tab 't');
GRANT USAGE ON FOREIGN SERVER s TO role_a;

-- plan:
CREATE FOREIGN DATA WRAPPER w OPTIONS (debug 'true');
CREATE SERVER s TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (host 'a', port '1');
GRANT ALL ON FOREIGN SERVER s TO role_a;
CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (username 'u');

CREATE FOREIGN TABLE public.ft (
    id integer OPTIONS (col 'x') NOT NULL,
    a text
)
SERVER s
OPTIONS (tab 't');

-- back:
DROP FOREIGN TABLE public.ft;
DROP USER MAPPING FOR PUBLIC SERVER s;
DROP SERVER s;
DROP FOREIGN DATA WRAPPER w;
