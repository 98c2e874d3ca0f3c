-- security_barrier, security_invoker, check option.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW v AS SELECT id FROM t;

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW v WITH (security_barrier) AS SELECT id FROM t WITH LOCAL CHECK OPTION;

-- plan:
ALTER VIEW public.v SET (check_option='local', security_barrier=true);

-- back:
ALTER VIEW public.v RESET (check_option, security_barrier);
