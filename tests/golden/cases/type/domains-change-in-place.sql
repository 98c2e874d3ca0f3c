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

-- plan:
ALTER DOMAIN public.d DROP CONSTRAINT short;
ALTER DOMAIN public.d SET DEFAULT 'x';
ALTER DOMAIN public.n ADD CONSTRAINT n_check CHECK (VALUE > 0);
ALTER DOMAIN public.d SET NOT NULL;
COMMENT ON DOMAIN public.d IS 'short text';
ALTER DOMAIN public.d ADD CONSTRAINT longer CHECK (length(VALUE) < 20);

-- back:
ALTER DOMAIN public.d DROP CONSTRAINT longer;
ALTER DOMAIN public.n DROP CONSTRAINT n_check;
ALTER DOMAIN public.d DROP DEFAULT;
ALTER DOMAIN public.d DROP NOT NULL;
COMMENT ON DOMAIN public.d IS NULL;
ALTER DOMAIN public.d ADD CONSTRAINT short CHECK (length(VALUE) < 10);

-- diff:
-- schema public
--   ~ domain public.d
--       comment: (none) → short text
--       not null: false → true
--       default: (none) → 'x'
--     + check constraint longer
--     - check constraint short
--     domain public.n
--     + check constraint n_check
--
-- 2 added, 1 changed, 1 removed

-- findings:
-- to.sql:1:1: warning: step alter-domain-public.d-2 blocks writes of "public.t" for as long as it takes to read public.t [UP306]
-- HINT: No online way is known for this change, or a directive asks for this one: run it when the table is small or nobody works, or make the change in steps of your own.
-- to.sql:1:46: warning: step create-constraint-public.d.longer blocks writes of "public.t" for as long as it takes to read public.t [UP306]
-- HINT: No online way is known for this change, or a directive asks for this one: run it when the table is small or nobody works, or make the change in steps of your own.
-- to.sql:2:28: warning: step create-constraint-public.n.n_check blocks writes of "public.t" for as long as it takes to read public.t [UP306]
-- HINT: No online way is known for this change, or a directive asks for this one: run it when the table is small or nobody works, or make the change in steps of your own.
