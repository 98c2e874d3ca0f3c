-- Views, indexes, constraints and policies follow the name.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, nme text CHECK (nme <> ''), b integer);
CREATE INDEX t_nme_idx ON t (nme);
CREATE VIEW v AS SELECT id, upper(nme) AS n FROM t;

-- to:
CREATE TABLE t (
  id integer PRIMARY KEY,
  name text CONSTRAINT t_nme_check CHECK (name <> ''),  -- underpin: renamed from nme
  b integer
);
CREATE INDEX t_nme_idx ON t (name);
CREATE VIEW v AS SELECT id, upper(name) AS n FROM t;

-- plan:
ALTER TABLE public.t RENAME COLUMN nme TO name;

-- diff:
-- schema public
--     table public.t
--     ~ column name  renamed from public.t.nme
--
-- 0 added, 1 changed, 0 removed
