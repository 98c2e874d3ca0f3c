-- ADD COLUMN with its default, not null and comment.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer, c text NOT NULL DEFAULT 'x', d timestamptz DEFAULT now());
COMMENT ON COLUMN t.c IS 'new';

-- back:

-- diff:
