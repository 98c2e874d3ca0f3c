// The names that PostgreSQL chooses (each measured on PostgreSQL 15).
#include "bind_relations.h"

using namespace underpin;

TEST_CASE("inline constraints get PostgreSQL's names") {
  const Elaborated e(R"(
    CREATE TABLE other (id int PRIMARY KEY, a int, b int, UNIQUE (a, b));
    CREATE TABLE t (id serial PRIMARY KEY, a int UNIQUE CHECK (a > 0), b int REFERENCES other, c int CHECK (c > 0) CHECK (c < 9),
      CHECK (a < b), UNIQUE (a, b), FOREIGN KEY (a, b) REFERENCES other (a, b));
  )");
  CHECK(e.errors() == "");
  CHECK(e.names("t", Kind::kConstraint) ==
        "t_a_check, t_c_check, t_c_check1, t_check, t_pkey, t_a_key, t_a_b_key, t_b_fkey, t_a_b_fkey");
  CHECK(e.names("t", Kind::kIndex) == "t_pkey, t_a_key, t_a_b_key");
  CHECK(e.relation("t_id_seq"));
}

TEST_CASE("names that clash are numbered, long ones cut at 63 bytes") {
  const std::string long_name(60, 'x');
  const Elaborated e("CREATE TABLE " + long_name + " (" + long_name + " int PRIMARY KEY, UNIQUE (" + long_name + "));" +
                     "CREATE SEQUENCE t_a_seq; CREATE TABLE t (a serial);" +
                     "CREATE INDEX ON t (a); CREATE INDEX ON t (a);");
  CHECK(e.errors() == "");
  CHECK(e.names(long_name, Kind::kIndex) == std::string(58, 'x') + "_pkey");
  CHECK(e.relation("t_a_seq1"));
  CHECK(e.names("t", Kind::kIndex) == "t_a_idx, t_a_idx1");
}

TEST_CASE("an index is named after its columns and expressions") {
  const Elaborated e(R"(
    CREATE TABLE t (a int, b text, c text);
    CREATE INDEX ON t (a, lower(b), (b || c), (c || b));
    CREATE INDEX ON t (a) INCLUDE (b);
    CREATE INDEX ON t ((a::text));
    CREATE INDEX ON t ((CASE WHEN a > 1 THEN b END));
    CREATE INDEX ON t (coalesce(b, c));
  )");
  CHECK(e.errors() == "");
  CHECK(e.names("t", Kind::kIndex) == "t_a_lower_expr_expr1_idx, t_a_b_idx, t_a_idx, t_case_idx, t_coalesce_idx");
}

TEST_CASE("a key that says the same as the primary key is not made") {
  const Elaborated e("CREATE TABLE t (id int PRIMARY KEY UNIQUE, a int UNIQUE, CONSTRAINT named UNIQUE (a));");
  CHECK(e.errors() == "");
  CHECK(e.names("t", Kind::kConstraint) == "t_pkey, named");
}
