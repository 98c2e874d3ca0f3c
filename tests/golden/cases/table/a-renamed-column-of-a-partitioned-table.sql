-- The statement renames what partitions and heirs have of it along.
-- options: --target 15
-- from:
CREATE TABLE ev (at timestamptz NOT NULL, kind text CONSTRAINT kind_check CHECK (kind <> ''), body json) PARTITION BY RANGE (at);
CREATE TABLE ev_1 PARTITION OF ev FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE p (a int, b int);
CREATE TABLE c (d int) INHERITS (p);

-- to:
CREATE TABLE ev (at timestamptz NOT NULL,
  kind text,
  payload json,  -- underpin: renamed from body
  -- underpin: renamed from kind_check
  CONSTRAINT kind_is_said CHECK (kind <> '')
) PARTITION BY RANGE (at);
CREATE TABLE ev_1 PARTITION OF ev FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE p (a int,
  bb int  -- underpin: renamed from b
);
CREATE TABLE c (d int) INHERITS (p);
-- plan:
ALTER TABLE public.ev RENAME CONSTRAINT kind_check TO kind_is_said;
ALTER TABLE public.ev RENAME COLUMN body TO payload;
ALTER TABLE public.p RENAME COLUMN b TO bb;
