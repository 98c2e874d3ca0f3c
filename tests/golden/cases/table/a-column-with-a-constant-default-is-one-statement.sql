-- ADD COLUMN with its default, not null and comment.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer, c text NOT NULL DEFAULT 'x', d timestamptz DEFAULT now());
COMMENT ON COLUMN t.c IS 'new';

-- plan:
ALTER TABLE public.t ADD COLUMN c text DEFAULT 'x' NOT NULL;
COMMENT ON COLUMN public.t.c IS 'new';
ALTER TABLE public.t ADD COLUMN d timestamp with time zone DEFAULT now();

-- back:
ALTER TABLE public.t DROP COLUMN c;
ALTER TABLE public.t DROP COLUMN d;

-- diff:
-- schema public
--     table public.t
--     + column c  text
--     + column d  timestamp with time zone
--
-- 2 added, 0 changed, 0 removed
