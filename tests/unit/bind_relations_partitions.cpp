// Inheritance and partitions.
#include "bind_relations.h"

using namespace underpin;

TEST_CASE("a partition gets copies of its parent's indexes and keys") {
  const Elaborated e(R"(
    CREATE TABLE other (id int PRIMARY KEY);
    CREATE TABLE p (id int, at date, o int REFERENCES other, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
    CREATE INDEX ON p (o);
    CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
    CREATE TABLE p2 (id int NOT NULL, at date NOT NULL, o int);
    CREATE INDEX mine ON p2 (o);
    ALTER TABLE p ATTACH PARTITION p2 DEFAULT;
    CREATE INDEX late ON p (id);
  )");
  CHECK(e.errors() == "");
  CHECK(e.names("p1", Kind::kIndex) == "p1_pkey, p1_o_idx, p1_id_idx");
  CHECK(e.names("p1", Kind::kConstraint) == "p1_pkey, p_o_fkey");
  CHECK(e.names("p2", Kind::kIndex) == "mine, p2_pkey, p2_id_idx");
  CHECK(e.catalog.body<Index>(e.relation("mine")).parent_index == e.relation("p_o_idx"));
}

TEST_CASE("pg_dump's way to write a partition leads to the same") {
  const Elaborated a(R"(
    CREATE TABLE p (id int PRIMARY KEY) PARTITION BY LIST (id);
    CREATE TABLE c PARTITION OF p FOR VALUES IN (2, 1);
  )",
                     17);
  const Elaborated b(R"(
    CREATE TABLE public.p (id integer NOT NULL) PARTITION BY LIST (id);
    CREATE TABLE public.c (id integer NOT NULL);
    ALTER TABLE ONLY public.p ATTACH PARTITION public.c FOR VALUES IN (2, 1);
    ALTER TABLE ONLY public.p ADD CONSTRAINT p_pkey PRIMARY KEY (id);
    ALTER TABLE ONLY public.c ADD CONSTRAINT c_pkey PRIMARY KEY (id);
    ALTER INDEX public.p_pkey ATTACH PARTITION public.c_pkey;
  )",
                     17);
  CHECK(b.errors() == "");
  CHECK(fingerprint(a.catalog) == fingerprint(b.catalog));
}

TEST_CASE("columns and checks are merged with those of parents") {
  const Elaborated e(R"(
    CREATE TABLE a (id int, x int CHECK (x > 0));
    CREATE TABLE b (x int NOT NULL, y int);
    CREATE TABLE c (y int, z int) INHERITS (a, b);
    ALTER TABLE a ADD COLUMN late text;
    ALTER TABLE a RENAME COLUMN id TO key;
  )");
  CHECK(e.errors() == "");
  CHECK(e.names("c", Kind::kColumn) == "key, x, y, z, late");
  const Column& x = e.catalog.body<Column>(e.column("c", "x"));
  CHECK(x.inherited == 2);
  CHECK_FALSE(x.is_local);
  CHECK(x.not_null);
  CHECK(e.catalog.body<Column>(e.column("c", "y")).is_local);
  CHECK(e.names("c", Kind::kConstraint) == "a_x_check");
}

TEST_CASE("DETACH makes a partition stand alone") {
  const Elaborated e(R"(
    CREATE TABLE p (id int PRIMARY KEY) PARTITION BY RANGE (id);
    CREATE TABLE c PARTITION OF p FOR VALUES FROM (1) TO (10);
    ALTER TABLE p DETACH PARTITION c;
  )");
  CHECK(e.errors() == "");
  CHECK_FALSE(e.catalog.body<Index>(e.relation("c_pkey")).parent_index);
  CHECK(e.catalog.body<Column>(e.column("c", "id")).is_local);
  CHECK_FALSE(e.catalog.body<Table>(e.relation("c")).is_partition);
}
