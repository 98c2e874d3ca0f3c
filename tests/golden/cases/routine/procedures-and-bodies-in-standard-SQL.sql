-- BEGIN ATOMIC bodies depend on what they name.
-- from:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);

-- to:
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE PROCEDURE add_t(i integer, t text) LANGUAGE sql BEGIN ATOMIC
  INSERT INTO t (id, a) VALUES (i, t);
  UPDATE t SET b = b + 1 WHERE id = i;
END;
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql RETURN (SELECT sum(b) FROM t);
CREATE PROCEDURE p2(INOUT n integer) LANGUAGE plpgsql AS $$ BEGIN n := n + 1; END $$;
GRANT EXECUTE ON PROCEDURE p2 TO role_a;

-- plan:
CREATE PROCEDURE public.add_t(i integer, t text)
LANGUAGE sql
BEGIN ATOMIC
  INSERT INTO public.t (id, a) VALUES (i, t);
  UPDATE public.t SET b = b + 1 WHERE id = i;
END;

CREATE PROCEDURE public.p2(INOUT n integer)
LANGUAGE plpgsql
AS $$ BEGIN n := n + 1; END $$;

GRANT ALL ON PROCEDURE public.p2(integer) TO role_a;

CREATE FUNCTION public.total()
RETURNS bigint
LANGUAGE sql
RETURN (SELECT sum(b) FROM public.t);

-- back:
DROP PROCEDURE public.add_t(integer, text);
DROP PROCEDURE public.p2(integer);
DROP FUNCTION public.total();
