-- Blocks of statements as people write them. -- since N: a server's major before which a block is left out.

ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p1 ON t USING (true);
CREATE POLICY p2 ON t FOR SELECT TO public USING (a > 0);
CREATE POLICY p3 ON t FOR INSERT WITH CHECK (nm = current_user);
CREATE POLICY p4 ON t FOR UPDATE USING (nm = CURRENT_USER) WITH CHECK (nm = current_user AND a IN (1, 2));
CREATE POLICY p5 ON t AS RESTRICTIVE FOR DELETE USING (id IN (SELECT t_id FROM t2 WHERE t2.name = current_setting('app.user')));
CREATE POLICY p6 ON t USING (EXISTS (SELECT 1 FROM t2 WHERE t2.t_id = t.id AND t2.kind = 'ok'));
CREATE POLICY p7 ON t USING (o = current_setting('app.id', true)::uuid);
CREATE POLICY p8 ON t USING (o = (SELECT current_setting('app.id')::uuid));
CREATE POLICY p9 ON t USING (c = (SELECT name FROM t2 WHERE t2.id = t.a LIMIT 1));
CREATE POLICY p10 ON t USING ((m ->> 'tenant')::int = f1(1) OR h);
CREATE POLICY p11 ON t USING (d = 'x' OR v = 'ok');
CREATE POLICY p13 ON t FOR SELECT USING (id = ANY (ARRAY(SELECT t2.id FROM t2)));
CREATE POLICY p14 ON t USING (a = coalesce(nullif(current_setting('app.a', true), '')::int, 0));

CREATE TRIGGER g1 BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.a IS DISTINCT FROM NEW.a) EXECUTE FUNCTION ftrigger();
CREATE TRIGGER g2 AFTER INSERT ON t FOR EACH ROW WHEN (NEW.a > 0 AND new.c = 'x') EXECUTE PROCEDURE ftrigger();
CREATE TRIGGER g3 BEFORE UPDATE OF a, c ON t FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION ftrigger('x', 1);
CREATE TRIGGER g4 AFTER DELETE ON t FOR EACH STATEMENT EXECUTE FUNCTION ftrigger();
CREATE TRIGGER g5 AFTER INSERT OR UPDATE OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION ftrigger();
CREATE TRIGGER g6 AFTER UPDATE ON t REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION ftrigger();
CREATE CONSTRAINT TRIGGER g7 AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.v = 'ok') EXECUTE FUNCTION ftrigger();
CREATE TRIGGER g8 BEFORE UPDATE ON t FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION ftrigger();
CREATE TRIGGER g9 BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.d IN ('a', 'b') AND OLD.k < now() - '1 day'::interval) EXECUTE FUNCTION ftrigger();
CREATE TRIGGER g10 INSTEAD OF INSERT ON base_view FOR EACH ROW EXECUTE FUNCTION ftrigger();

CREATE DOMAIN dm1 AS text CHECK (VALUE ~ '^a');
CREATE DOMAIN dm2 AS integer DEFAULT 5 NOT NULL CONSTRAINT d2c CHECK (VALUE > 0 AND VALUE < 10);
CREATE DOMAIN dm3 AS varchar(20) CHECK (VALUE IN ('a', 'b'));
CREATE DOMAIN dm4 AS numeric(10,2) DEFAULT 0 CHECK (VALUE >= 0);
CREATE DOMAIN dm5 AS text CHECK (length(value) > 1) CHECK (value <> 'x');
CREATE DOMAIN dm6 AS posint CHECK (VALUE < 100);
CREATE DOMAIN dm7 AS text COLLATE "C" DEFAULT 'x';
CREATE DOMAIN dm8 AS jsonb CHECK (VALUE ? 'a' AND jsonb_typeof(VALUE) = 'object');
CREATE DOMAIN dm9 AS mood DEFAULT 'ok' CHECK (VALUE <> 'sad');
CREATE DOMAIN dm10 AS text[] CHECK (array_length(VALUE, 1) > 0);
CREATE DOMAIN dm11 AS timestamptz DEFAULT now() CHECK (VALUE > '2000-01-01 00:00:00+00');
CREATE DOMAIN dm12 AS date CHECK (VALUE > '2000-01-01');
CREATE DOMAIN dm13 AS interval DEFAULT '24 hours' CHECK (VALUE > '0');

CREATE RULE r1 AS ON INSERT TO t2 DO ALSO INSERT INTO audit (id, what, at) VALUES (NEW.id, 'insert', now());
CREATE RULE r2 AS ON UPDATE TO t2 WHERE OLD.name <> NEW.name DO ALSO INSERT INTO audit VALUES (NEW.id, 'renamed', now(), current_user);
CREATE RULE r3 AS ON DELETE TO t2 WHERE old.kind = 'ok' DO INSTEAD NOTHING;
CREATE RULE r4 AS ON UPDATE TO base_view DO INSTEAD UPDATE t SET a = NEW.a, c = NEW.label WHERE t.id = OLD.id;
CREATE RULE r5 AS ON DELETE TO base_view DO INSTEAD DELETE FROM t WHERE id = OLD.id;
CREATE RULE r6 AS ON INSERT TO t2 DO ALSO (UPDATE audit SET what = 'x' WHERE id = NEW.id; DELETE FROM audit WHERE at < now() - '1 year'::interval);
CREATE RULE r7 AS ON INSERT TO t2 DO ALSO NOTIFY t2_changed;
CREATE RULE r8 AS ON UPDATE TO t2 DO ALSO INSERT INTO audit SELECT o.id, 'x', now() FROM t o WHERE o.id = NEW.t_id;

CREATE FUNCTION b1(x integer) RETURNS integer LANGUAGE sql RETURN x + 1;
CREATE FUNCTION b2(x integer, y text DEFAULT 'a') RETURNS text LANGUAGE sql IMMUTABLE RETURN y || x;
CREATE FUNCTION b3() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM t; END;
CREATE FUNCTION b4(p_id integer) RETURNS SETOF t2 LANGUAGE sql BEGIN ATOMIC SELECT * FROM t2 WHERE t2.id = p_id; END;
CREATE FUNCTION b5(p_id integer) RETURNS TABLE(i integer, n text) LANGUAGE sql STABLE BEGIN ATOMIC SELECT id, name FROM t2 WHERE t_id = b5.p_id ORDER BY 1; END;
CREATE PROCEDURE b6(v integer) LANGUAGE sql BEGIN ATOMIC INSERT INTO audit (id, what) VALUES (v, 'x'); UPDATE t2 SET amount = amount + 1, name = 'y' WHERE id = v; DELETE FROM audit WHERE id < v; END;
CREATE FUNCTION b7(integer) RETURNS integer LANGUAGE sql RETURN $1 * 2;
CREATE FUNCTION b8(x integer) RETURNS boolean LANGUAGE sql RETURN x IN (1, 2) AND x BETWEEN 0 AND 10;
CREATE FUNCTION b9(x text) RETURNS text LANGUAGE sql RETURN CASE WHEN x = 'a' THEN 'b' ELSE upper(x) END;
CREATE FUNCTION b10() RETURNS integer LANGUAGE sql BEGIN ATOMIC INSERT INTO tree (id, name) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name WHERE tree.name <> excluded.name RETURNING id; END;
CREATE FUNCTION b11() RETURNS void LANGUAGE sql BEGIN ATOMIC WITH d AS (DELETE FROM audit WHERE id = 1 RETURNING *) INSERT INTO audit SELECT * FROM d; END;
CREATE FUNCTION b12(a integer DEFAULT 1 + 1, b text DEFAULT 'x'::text, c timestamptz DEFAULT now(), d interval DEFAULT '24 hours', e jsonb DEFAULT '{}', f mood DEFAULT 'ok', g numeric(10,2) DEFAULT 0, h text[] DEFAULT '{}', i integer[] DEFAULT ARRAY[]::integer[], j varchar DEFAULT 'y', k bigint DEFAULT -1, l date DEFAULT CURRENT_DATE, m boolean DEFAULT false, n text DEFAULT NULL) RETURNS integer LANGUAGE sql AS 'select 1';
CREATE FUNCTION b13(t_row t2) RETURNS text LANGUAGE sql RETURN t_row.name;
CREATE FUNCTION b14(VARIADIC xs integer[]) RETURNS integer LANGUAGE sql RETURN xs[1];
CREATE FUNCTION b15() RETURNS void LANGUAGE sql BEGIN ATOMIC UPDATE tree SET (name, parent) = (SELECT c, a FROM t WHERE t.id = tree.id) FROM audit WHERE tree.id = audit.id; END;
CREATE FUNCTION bset() RETURNS integer LANGUAGE sql SET timezone = 'UTC' SET search_path = public, pg_temp SET work_mem TO '64MB' SET statement_timeout = 5 AS 'select 1';
CREATE FUNCTION b16(ts timestamptz) RETURNS date LANGUAGE sql IMMUTABLE RETURN (ts AT TIME ZONE 'UTC')::date;

CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE events_2021 PARTITION OF events FOR VALUES FROM ('2021-01-01 00:00:00+00') TO (MAXVALUE);
CREATE TABLE events_old PARTITION OF events DEFAULT;
CREATE TABLE pl (k text, n integer, at date) PARTITION BY LIST (lower(k));
CREATE TABLE pl_a PARTITION OF pl FOR VALUES IN ('a', 'b', NULL);
CREATE TABLE ph (id integer, x text) PARTITION BY HASH (id, x);
CREATE TABLE ph0 PARTITION OF ph FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE pr (a integer, b text, d date, n numeric, e mood) PARTITION BY RANGE (a, b COLLATE "C");
CREATE TABLE pr1 PARTITION OF pr FOR VALUES FROM (MINVALUE, MINVALUE) TO (10, 'x');
CREATE TABLE pr2 PARTITION OF pr FOR VALUES FROM (10, 'x') TO ('20', MAXVALUE);
CREATE TABLE pd (d date, t text) PARTITION BY RANGE (d);
CREATE TABLE pd1 PARTITION OF pd FOR VALUES FROM ('Jan 1, 2020') TO (DATE '2020-02-01');
CREATE TABLE pd2 PARTITION OF pd FOR VALUES FROM ('2020-02-01') TO ('2020-03-01') PARTITION BY LIST (t);
CREATE TABLE pe (e mood, n numeric(10,2), b boolean, i bigint) PARTITION BY LIST (e);
CREATE TABLE pe1 PARTITION OF pe FOR VALUES IN ('ok', 'sad');
CREATE TABLE px (ts timestamp, a integer) PARTITION BY RANGE ((a + 1), date_trunc('day', ts));
CREATE TABLE px1 PARTITION OF px FOR VALUES FROM (1, '2020-01-01 00:00:00') TO (5, '2020-01-02 00:00:00');
CREATE TABLE pn (n numeric) PARTITION BY RANGE (n);
CREATE TABLE pn1 PARTITION OF pn FOR VALUES FROM (0) TO (1.50);
CREATE TABLE pt (ts timestamp) PARTITION BY RANGE (ts);
CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM ('2020-01-01T00:00') TO ('2020-01-02 00:00:00');

CREATE STATISTICS st1 (ndistinct, dependencies) ON a, b FROM t;
CREATE STATISTICS st2 ON (lower(c)) FROM t;
CREATE STATISTICS st3 (mcv) ON (a + 1), (m ->> 'x'), c FROM t;
CREATE STATISTICS st4 ON (date_trunc('day', j)), (coalesce(d, '')) FROM t;
CREATE STATISTICS st5 ON a, c FROM t;

CREATE TABLE ex (r tstzrange, b box, c circle, p point, room integer, CONSTRAINT ex1 EXCLUDE USING gist (r WITH &&), CONSTRAINT ex2 EXCLUDE USING gist (b WITH &&, r WITH &&) WHERE (room > 0), EXCLUDE USING gist (tstzrange(lower(r), upper(r), '[]') WITH &&) WHERE (room IS NOT NULL AND room <> 5), EXCLUDE (room WITH =), EXCLUDE USING gist (int4range(room, room + 1) WITH &&) DEFERRABLE);

CREATE MATERIALIZED VIEW mv1 AS SELECT c, count(*) AS n FROM t GROUP BY c WITH NO DATA;
CREATE MATERIALIZED VIEW mv2(x, y) AS SELECT a, b FROM t WHERE k > now() - interval '1 day';
CREATE UNIQUE INDEX mv2_x ON mv2 (x);
CREATE VIEW vw1 WITH (security_barrier) AS SELECT * FROM t2 WHERE name = 'x' WITH LOCAL CHECK OPTION;
CREATE VIEW vw2(x, "Y") AS SELECT a, b FROM t;
CREATE VIEW vw3(x) AS SELECT a, b FROM t;
CREATE OR REPLACE VIEW vw4 AS SELECT id, amount * 1.19 AS gross FROM t2 WITH CASCADED CHECK OPTION;
CREATE RECURSIVE VIEW vw5 (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM vw5 WHERE n < 5;
CREATE VIEW vw6 AS SELECT v.x, v."Y", vw3.b FROM vw2 v JOIN vw3 ON vw3.x = v.x;
CREATE VIEW s2.vw7 AS SELECT t3.*, t.c FROM s2.t3 LEFT JOIN t ON t.id = t3.parent;
CREATE TABLE ctas AS SELECT a, b + 1 AS b1, c || 'x' AS cx, count(*) AS n FROM t GROUP BY 1, 2, 3 WITH NO DATA;

CREATE TABLE inh_parent (a integer DEFAULT 1 CHECK (a > 0), b text CHECK (b IN ('x', 'y')));
CREATE TABLE inh_child (c integer DEFAULT (1 + 1), CHECK (c > a)) INHERITS (inh_parent);
CREATE TABLE lk (LIKE t2 INCLUDING ALL, CHECK (amount > 0));
CREATE TABLE idt (id integer GENERATED ALWAYS AS IDENTITY, id2 bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 10 INCREMENT 5), s serial, bs bigserial, u text UNIQUE, CHECK (id > 0 AND (u <> '' OR u IS NULL)));
CREATE TABLE cols (a numeric(10) DEFAULT 1, b decimal(5,1) DEFAULT '1.5', c float(24) DEFAULT 1, d float(53), e character(5), f character varying, g bit(3), h bit varying(3), i time(3) with time zone, j timestamp(0), k interval day to second(2), l int[3], m int array, n varchar(5)[][], o "char", p national character varying(5), q dec(3), r bool);

CREATE AGGREGATE agg1 (integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE VIEW vagg AS SELECT agg1(a) AS x FROM t;

-- since 18
CREATE TABLE vg (a integer, b integer GENERATED ALWAYS AS (a * 2) VIRTUAL, c text GENERATED ALWAYS AS (upper('x' || a)));

-- since 17
CREATE FUNCTION b17() RETURNS void LANGUAGE sql BEGIN ATOMIC MERGE INTO tree USING t ON tree.id = t.id WHEN MATCHED AND t.a > 0 THEN UPDATE SET name = 'x', parent = tree.parent + 1 WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id, name) VALUES (t.id, 'n'); END;

CREATE FUNCTION c1(p integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC INSERT INTO tree (id, name) SELECT p, name FROM s2.t3 WHERE id = p; SELECT max(id) FROM tree; END;
CREATE FUNCTION c2() RETURNS SETOF integer LANGUAGE sql BEGIN ATOMIC UPDATE tree SET name = d.name, parent = DEFAULT FROM (SELECT id, name FROM t2) d WHERE d.id = tree.id RETURNING tree.id; END;
CREATE FUNCTION c3() RETURNS void LANGUAGE sql BEGIN ATOMIC DELETE FROM tree USING audit a WHERE a.id = tree.id AND a.at < now() - '1 day'::interval; INSERT INTO audit DEFAULT VALUES; INSERT INTO audit (id, what) VALUES (1, 'a'), (2, 'b'); END;
CREATE FUNCTION c4(x integer[], y text[]) RETURNS boolean LANGUAGE sql RETURN 1 = ANY (x) AND y[1] = 'a' AND 'b' <> ALL (y);
CREATE FUNCTION c5() RETURNS integer LANGUAGE sql BEGIN ATOMIC INSERT INTO tree AS tt (id, name) VALUES (1, 'x') ON CONFLICT ON CONSTRAINT tree_pkey DO NOTHING RETURNING tt.id; END;
CREATE FUNCTION c6(a integer, OUT b integer, OUT c text) LANGUAGE sql BEGIN ATOMIC SELECT a + 1, 'x'; END;
CREATE POLICY q1 ON t2 USING (t_id IN (SELECT t.id FROM t WHERE t.nm = current_user AND t2.a = t.a));
CREATE POLICY q2 ON t2 USING (EXISTS (SELECT 1 FROM t2 x WHERE x.id = t2.a AND x.kind = 'ok'::mood));
CREATE POLICY q3 ON t2 FOR ALL USING (name = current_setting('x.y'::text) AND (kind = ANY ('{ok,sad}'::mood[]) OR tags && ARRAY['a']));
CREATE POLICY q4 ON s2.t3 USING ("Mixed Case" > 0 AND t3.name = 'x' AND (SELECT count(*) FROM t) > 1);
ALTER TABLE t2 ADD CONSTRAINT kk1 CHECK (name <> '' AND (amount > 0 OR amount IS NULL)), ADD CONSTRAINT kk2 CHECK (kind IN ('ok', 'sad') OR tags <> '{}');
CREATE UNIQUE INDEX uu1 ON t2 (lower(name), (COALESCE(kind, 'ok'))) WHERE amount > 0 AND NOT tags @> '{x}';
CREATE INDEX uu2 ON s2.t3 ("Mixed Case", lower("order")) WHERE "order" IS NOT NULL;
CREATE TRIGGER tt1 AFTER UPDATE OF name, kind ON t2 FOR EACH ROW WHEN (OLD.kind IS DISTINCT FROM NEW.kind AND NEW.kind IN ('ok', 'happy') OR (OLD.name)::text <> NEW.name) EXECUTE FUNCTION ftrigger('a', 'b c', '1.5');
CREATE RULE rr1 AS ON INSERT TO base_view DO INSTEAD INSERT INTO t (id, a, c) VALUES (NEW.id, NEW.a, NEW.label) RETURNING t.id, t.a, t.c;
CREATE STATISTICS ss1 ON (a + sm), (lower(d)), v FROM t;
