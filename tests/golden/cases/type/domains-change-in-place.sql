-- Default, not null, checks; a new base type rebuilds.
-- from:
CREATE DOMAIN d AS text CONSTRAINT short CHECK (length(VALUE) < 10);
CREATE DOMAIN n AS integer;
CREATE TABLE t (a d, b n);

-- to:
CREATE DOMAIN d AS text DEFAULT 'x' NOT NULL CONSTRAINT longer CHECK (length(VALUE) < 20);
CREATE DOMAIN n AS integer CHECK (VALUE > 0);
CREATE TABLE t (a d, b n);
COMMENT ON DOMAIN d IS 'short text';

-- back:

-- diff:
