-- What the cases of same/ and different/ use. Nothing here is under test.
CREATE SCHEMA s2;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE s2.color AS ENUM ('red', 'green');
CREATE TYPE pair AS (x integer, y text);
CREATE DOMAIN posint AS integer CHECK (VALUE > 0);
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE TYPE floatrange AS RANGE (subtype = double precision);
CREATE FUNCTION f1(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'select $1';
CREATE FUNCTION f1(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'select $1';
CREATE FUNCTION f2(a integer, b text DEFAULT 'x') RETURNS text LANGUAGE sql IMMUTABLE AS 'select $2';
CREATE FUNCTION s2.f3(VARIADIC integer[]) RETURNS integer LANGUAGE sql IMMUTABLE AS 'select 1';
CREATE FUNCTION frows(integer) RETURNS TABLE(id integer, name text) LANGUAGE sql STABLE AS 'select 1, ''a''';
CREATE FUNCTION fset(integer) RETURNS SETOF integer LANGUAGE sql STABLE AS 'select 1';
CREATE FUNCTION fmood() RETURNS mood LANGUAGE sql IMMUTABLE AS 'select ''ok''::mood';
CREATE FUNCTION ftrigger() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
CREATE SEQUENCE s2.seq;
CREATE TABLE t (
    id integer NOT NULL PRIMARY KEY,
    a integer, b bigint, c text, d varchar(20), e numeric(10,2), f double precision, g real, h boolean,
    i date, j timestamp, k timestamptz, l interval, m jsonb, n json, o uuid, p integer[], q text[], r bytea,
    s inet, sm smallint, u char(3), v mood, w pair, x int4range, y tsvector, z time, num numeric, vc varchar,
    dom posint, em email, tsr tstzrange, da date[], vca varchar(10)[], nm name, cid cidr, pt point
);
CREATE TABLE t2 (id integer NOT NULL PRIMARY KEY, t_id integer REFERENCES t (id), name text NOT NULL, amount numeric(12,2), created timestamptz DEFAULT now(), kind mood, tags text[], data jsonb, a integer);
CREATE TABLE s2.t3 (id bigint NOT NULL PRIMARY KEY, name varchar(50), "Mixed Case" integer, "order" text, parent bigint);
CREATE TABLE tree (id integer PRIMARY KEY, parent integer, name text);
CREATE TABLE events (at timestamptz NOT NULL, kind text NOT NULL, payload jsonb, n integer) PARTITION BY RANGE (at);
CREATE VIEW base_view AS SELECT id, a, c AS label FROM t;
CREATE TABLE audit (id integer, what text, at timestamptz, who name);
