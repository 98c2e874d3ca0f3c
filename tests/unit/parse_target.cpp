#include "parse/target.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "diag/codes.h"
#include "parse/compat.h"

using namespace underpin;

namespace {

struct Case {
  int since;
  const char* sql;  // ^ stands before the place that is reported
};

// Run on PostgreSQL 14.23, 15.18, 16.14, 17.10 and 18.4 (tables t and p, view v, domain d, type … at hand): each is
// refused by every major before `since` and accepted from it on.
constexpr Case kCases[] = {
    {15, "^MERGE INTO t USING t2 ON t.a = t2.a WHEN MATCHED THEN DELETE"},
    {15, "CREATE TABLE n (a int, UNIQUE ^NULLS NOT DISTINCT (a))"},
    {15, "CREATE UNIQUE INDEX ON t (a) ^NULLS NOT DISTINCT"},
    {15, "CREATE TABLE n (a int, b int, FOREIGN KEY (a, b) REFERENCES k (a, b) ^ON DELETE SET NULL (a))"},
    {15, "CREATE ^UNLOGGED SEQUENCE s"},
    {15, "ALTER TABLE t SET ^ACCESS METHOD heap"},
    {15, "CREATE PUBLICATION pub FOR TABLE t ^WHERE (a > 1)"},
    {15, "CREATE PUBLICATION pub FOR TABLE ^t (a)"},
    {15, "CREATE PUBLICATION pub FOR ^TABLES IN SCHEMA public"},
    {15, "ALTER SUBSCRIPTION sub ^SKIP (lsn = '0/1')"},
    {15, "GRANT SET ON ^PARAMETER work_mem TO PUBLIC"},
    {15, "CREATE VIEW n WITH (^security_invoker = true) AS SELECT 1 AS x"},
    {15, "ALTER VIEW v SET (^security_invoker = true)"},
    {15, "CREATE SUBSCRIPTION n CONNECTION '' PUBLICATION p WITH (connect = false, ^two_phase = false)"},
    {15, "ALTER SUBSCRIPTION sub SET (^disable_on_error = true)"},
    {16, "CREATE VIEW n AS SELECT ^JSON_OBJECT('a': 1) AS x"},
    {16, "CREATE VIEW n AS SELECT ^JSON_ARRAYAGG(a) AS x FROM t"},
    {16, "CREATE TABLE n (a text CHECK (a ^IS JSON))"},
    {16, "CREATE TABLE n (a text ^STORAGE external)"},
    {16, "ALTER TABLE t ALTER b SET ^STORAGE DEFAULT"},
    {16, "CREATE COLLATION n (provider = icu, locale = 'und', ^rules = '&V << w')"},
    {16, "GRANT r1 TO r2 ^WITH INHERIT TRUE"},
    {16, "CREATE ^STATISTICS ON a, b FROM t"},
    {16, "CREATE VIEW n AS SELECT * FROM (SELECT ^1 AS x)"},
    {16, "CREATE TABLE n (a int DEFAULT ^0x1F)"},
    {16, "CREATE TABLE n (a int DEFAULT ^1_000)"},
    {16, "CREATE FUNCTION n(x text) RETURNS bool RETURN x ^IS JSON"},
    {16,
     "CREATE FUNCTION n() RETURNS int BEGIN ATOMIC INSERT INTO t VALUES (1) RETURNING (SELECT count(*) FROM (SELECT "
     "^1) WHERE a > 0); END"},
    {16, "CREATE VIEW n AS SELECT xmlserialize(DOCUMENT '<a/>' AS text ^INDENT) AS x"},
    {16, "CREATE TABLE n (a text DEFAULT ^SYSTEM_USER)"},
    {16, "ALTER SUBSCRIPTION sub SET (^password_required = true)"},
    {16, "ALTER SUBSCRIPTION sub SET (^run_as_owner = true)"},
    {16, "ALTER SUBSCRIPTION sub SET (^origin = none)"},
    {17, "CREATE VIEW n AS SELECT * FROM ^JSON_TABLE('[]', '$[*]' COLUMNS (a int PATH '$')) AS x"},
    {17, "CREATE VIEW n AS SELECT ^JSON_VALUE('{}', '$.a') AS x"},
    {17, "CREATE VIEW n AS SELECT ^JSON_SCALAR(1) AS x"},
    {17, "WITH w AS (MERGE INTO t USING t2 ON t.a = t2.a WHEN MATCHED THEN DELETE ^RETURNING t.a) SELECT * FROM w"},
    {17, "MERGE INTO t USING t2 ON t.a = t2.a WHEN ^NOT MATCHED BY SOURCE THEN DELETE"},
    {17, "ALTER TABLE g ALTER b ^SET EXPRESSION AS (a + 2)"},
    {17, "CREATE TABLE n (a int, ^EXCLUDE USING btree (a WITH =)) PARTITION BY LIST (a)"},
    {17, "CREATE TABLE n (a int) PARTITION BY LIST (a) ^USING heap"},
    {17, "ALTER TABLE t SET ^ACCESS METHOD DEFAULT"},
    {17, "ALTER TABLE t ALTER a SET ^STATISTICS DEFAULT"},
    {17, "ALTER STATISTICS st SET ^STATISTICS DEFAULT"},
    {17, "GRANT ^MAINTAIN ON t TO PUBLIC"},
    {17, "ALTER DEFAULT PRIVILEGES GRANT ^MAINTAIN ON TABLES TO PUBLIC"},
    {17, "CREATE VIEW n AS SELECT now() ^AT LOCAL AS x"},
    {17, "CREATE EVENT TRIGGER n ^ON login EXECUTE FUNCTION ef()"},
    {17, "ALTER OPERATOR === (int, int) ^SET (COMMUTATOR = ===)"},
    {17, "ALTER DOMAIN d ADD ^NOT NULL"},
    {17, "CREATE COLLATION n (provider = ^builtin, locale = 'C')"},
    {17, "CREATE SUBSCRIPTION n CONNECTION '' PUBLICATION p WITH (connect = false, ^failover = false)"},
    {18, "CREATE TABLE n (a int, b int ^GENERATED ALWAYS AS (a + 1))"},
    {18, "CREATE TABLE n (a int, b int ^GENERATED ALWAYS AS (a + 1) VIRTUAL)"},
    {18, "CREATE TABLE n (a int CHECK (a > 0) NOT ^ENFORCED)"},
    {18, "ALTER TABLE t ADD CHECK (a > 0) NOT ^ENFORCED"},
    {18, "ALTER TABLE f ALTER CONSTRAINT f_fk NOT ^ENFORCED"},
    {18, "CREATE TABLE n (a int4range, b tsrange, UNIQUE (a, b ^WITHOUT OVERLAPS))"},
    {18, "CREATE TABLE n (a int4range, b tsrange, FOREIGN KEY (a, ^PERIOD b) REFERENCES w (a, PERIOD b))"},
    {18, "ALTER TABLE t ADD CONSTRAINT c ^NOT NULL a NOT VALID"},
    {18, "CREATE TABLE n (a int NOT NULL ^NO INHERIT)"},
    {18, "ALTER TABLE nn ALTER CONSTRAINT nn_a ^INHERIT"},
    {18, "INSERT INTO t VALUES (1) ^RETURNING WITH (OLD AS o) o.a"},
    {18, "CREATE FOREIGN TABLE n (^LIKE t) SERVER srv"},
    {18, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON ^LARGE OBJECTS TO PUBLIC"},
    {18, "ANALYZE ^ONLY t"},
    {18, "CREATE PUBLICATION pub FOR TABLE t WITH (^publish_generated_columns = stored)"},
};

// Accepted by 14.
constexpr const char* kOld[] = {
    "CREATE TABLE n (a int NOT NULL, b int GENERATED ALWAYS AS (a + 1) STORED, CONSTRAINT c CHECK (a > 0) NO INHERIT)",
    "CREATE TABLE n (a int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, b int CONSTRAINT x NOT NULL)",
    "CREATE TABLE n (b int REFERENCES k (a) ON DELETE SET NULL)",
    "CREATE TABLE n (a text COMPRESSION pglz, b int8multirange) PARTITION BY RANGE (a)",
    "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY",
    "ALTER TABLE f ALTER CONSTRAINT f_fk DEFERRABLE",
    "ALTER TABLE t ALTER a SET STATISTICS 100, ALTER b SET STORAGE plain",
    "CREATE FUNCTION n(x int DEFAULT 1) RETURNS int BEGIN ATOMIC SELECT x; INSERT INTO t VALUES (x) RETURNING a; END",
    "CREATE FUNCTION n(x int) RETURNS int RETURN x + 1",
    "CREATE VIEW n WITH (security_barrier) AS SELECT now() AT TIME ZONE 'UTC' AS x, 10.5e3 AS y FROM (SELECT 1) AS s",
    "GRANT SELECT, INSERT (a) ON t TO r1 WITH GRANT OPTION",
    "GRANT r1 TO r2 WITH ADMIN OPTION",
    "CREATE DOMAIN n AS int CONSTRAINT x NOT NULL CHECK (VALUE > 0)",
    "ALTER DOMAIN d SET NOT NULL",
    "CREATE PUBLICATION pub FOR TABLE t, p WITH (publish = 'insert')",
    "CREATE COLLATION n (provider = icu, locale = 'und')",
};

std::string check(std::string sql, int target, std::set<std::string>* places = nullptr) {
  SourceSet set;
  Sink sink;
  set.add("t.sql", std::move(sql));
  for (const StatementSpan& span : split(*set.files()[0], sink).statements)
    parse_statement(span, sink, [&](const Node* tree) { check_target(span, tree, target, sink); });
  std::string all;
  for (const Diagnostic& found : sink.all()) {
    all += std::string(found.code->slug) + "@" + std::to_string(found.place.offset) + " ";
    if (places != nullptr) places->insert(found.message.substr(0, found.message.find(" needs ")));
  }
  return all;
}

}  // namespace

TEST_CASE("syntax that the target lacks is an error at its place, from its major on it is none") {
  for (const Case& one : kCases) {
    if (one.since == 18 && !kGrammar18) continue;
    std::string sql = one.sql;
    const size_t place = sql.find('^');
    sql.erase(place, 1);
    CAPTURE(sql);
    CHECK(check(sql, one.since) == "");
    const std::string before = check(sql, one.since - 1);
    CHECK(before.find("newer-syntax@" + std::to_string(place) + " ") != std::string::npos);
    CHECK(check(sql, 18) == "");
  }
}

TEST_CASE("what 14 has is no error for 14") {
  for (const char* sql : kOld) {
    CAPTURE(sql);
    CHECK(check(sql, 14) == "");
  }
}

TEST_CASE("every fact about syntax has a case") {
  std::set<std::string> seen;
  for (const Case& one : kCases) {
    std::string sql = one.sql;
    sql.erase(sql.find('^'), 1);
    check(sql, 14, &seen);
  }
  for (const SyntaxFact& fact : syntax_facts()) {
    CAPTURE(fact.what);
    CHECK(fact.since > kOldestTarget);
    CHECK(fact.since <= kNewestTarget);
    CHECK((seen.contains(std::string(fact.what)) || (fact.since == 18 && !kGrammar18)));
  }
}
