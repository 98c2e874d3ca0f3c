-- They are made last and dropped first.
-- from:


-- to:
CREATE FUNCTION et() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE '%', tg_tag; END $$;
CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION et();
ALTER EVENT TRIGGER watch ENABLE ALWAYS;

-- plan:
CREATE FUNCTION public.et()
RETURNS event_trigger
LANGUAGE plpgsql
AS $$ BEGIN RAISE NOTICE '%', tg_tag; END $$;

CREATE EVENT TRIGGER watch ON ddl_command_end
WHEN TAG IN ('CREATE TABLE', 'DROP TABLE')
EXECUTE FUNCTION public.et();

ALTER EVENT TRIGGER watch ENABLE ALWAYS;

-- back:
DROP EVENT TRIGGER watch;
DROP FUNCTION public.et();
