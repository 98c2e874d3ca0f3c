-- Set, changed and taken away.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
COMMENT ON TABLE t IS 'a';
COMMENT ON COLUMN t.a IS 'b';
COMMENT ON CONSTRAINT t_pkey ON t IS 'c';

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
COMMENT ON TABLE t IS 'A';
COMMENT ON COLUMN t.b IS E'line\nbreak and ''quote''';
COMMENT ON INDEX t_pkey IS 'd';
COMMENT ON TYPE t IS NULL;

-- plan:
COMMENT ON TABLE public.t IS NULL;
COMMENT ON COLUMN public.t.a IS NULL;

COMMENT ON COLUMN public.t.b IS 'line
break and ''quote''';

COMMENT ON CONSTRAINT t_pkey ON public.t IS NULL;
COMMENT ON INDEX public.t_pkey IS 'd';

-- back:
COMMENT ON TABLE public.t IS 'a';
COMMENT ON COLUMN public.t.a IS 'b';
COMMENT ON COLUMN public.t.b IS NULL;
COMMENT ON CONSTRAINT t_pkey ON public.t IS 'c';
COMMENT ON INDEX public.t_pkey IS NULL;
