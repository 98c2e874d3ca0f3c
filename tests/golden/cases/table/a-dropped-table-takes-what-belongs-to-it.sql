-- Indexes, triggers, policies and owned sequences go with it; views on it go before.
-- from:
CREATE TABLE t (id serial PRIMARY KEY, a text);
CREATE INDEX ON t (a);
CREATE VIEW v AS SELECT * FROM t;
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION trg();
CREATE POLICY p ON t USING (true);

-- to:

-- back:

-- diff:
