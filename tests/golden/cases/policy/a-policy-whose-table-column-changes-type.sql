-- The policy goes and comes back around the change.
-- options: --plain
-- from:
CREATE TABLE t (id integer, who varchar(20));
CREATE POLICY p ON t USING (who = current_user);

-- to:
CREATE TABLE t (id integer, who text);
CREATE POLICY p ON t USING (who = current_user);

-- plan:
DROP POLICY p ON public.t;
ALTER TABLE public.t ALTER COLUMN who TYPE text;

CREATE POLICY p ON public.t TO PUBLIC
USING (who = current_user);

-- back:
DROP POLICY p ON public.t;
ALTER TABLE public.t ALTER COLUMN who TYPE character varying(20);

CREATE POLICY p ON public.t TO PUBLIC
USING (who = current_user);
