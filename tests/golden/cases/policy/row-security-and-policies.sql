-- Policies stand before the table is closed.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE POLICY old_one ON t FOR SELECT USING (true);
CREATE POLICY kept ON t USING (b > 0);

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
ALTER TABLE t FORCE ROW LEVEL SECURITY;
CREATE POLICY kept ON t TO role_a, role_b USING (b > 1) WITH CHECK (a <> '');
CREATE POLICY own ON t AS RESTRICTIVE FOR UPDATE USING (a = current_user);
COMMENT ON POLICY own ON t IS 'own rows only';

-- plan:
DROP POLICY old_one ON public.t;
ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.t FORCE ROW LEVEL SECURITY;

ALTER POLICY kept ON public.t TO role_a, role_b
USING (b > 1)
WITH CHECK (a <> '');

CREATE POLICY own ON public.t AS RESTRICTIVE FOR UPDATE TO PUBLIC
USING (a = current_user);

COMMENT ON POLICY own ON public.t IS 'own rows only';

-- back:
DROP POLICY own ON public.t;
DROP POLICY kept ON public.t;
ALTER TABLE public.t DISABLE ROW LEVEL SECURITY;
ALTER TABLE public.t NO FORCE ROW LEVEL SECURITY;

CREATE POLICY kept ON public.t TO PUBLIC
USING (b > 0);

CREATE POLICY old_one ON public.t FOR SELECT TO PUBLIC
USING (true);

-- diff:
-- schema public
--   ~ table public.t
--       row security: false → true
--       force row security: false → true
--     ~ policy kept
--         roles: (none) → role_a, role_b
--         using: b > 0 → b > 1
--         check: (none) → a <> ''
--     - policy old_one
--     + policy own
--
-- 1 added, 2 changed, 1 removed
