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

-- back:

-- diff:
