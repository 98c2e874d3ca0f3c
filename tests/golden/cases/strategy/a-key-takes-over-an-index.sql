-- UNIQUE and PRIMARY KEY on tables in use.
-- options: --target 16
-- from:
CREATE TABLE t (id int, code text);

-- to:
CREATE TABLE t (id int PRIMARY KEY, code text CONSTRAINT code_once UNIQUE DEFERRABLE INITIALLY DEFERRED);
-- plan:
CREATE UNIQUE INDEX CONCURRENTLY code_once ON public.t USING btree (code);
ALTER TABLE public.t ADD CONSTRAINT code_once UNIQUE USING INDEX code_once DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE public.t ADD CONSTRAINT underpin_not_null_id CHECK (id IS NOT NULL) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT underpin_not_null_id;
ALTER TABLE public.t ALTER COLUMN id SET NOT NULL;
ALTER TABLE public.t DROP CONSTRAINT underpin_not_null_id;
CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON public.t USING btree (id);
ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;
