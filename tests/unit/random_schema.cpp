#include "random_schema.h"

#include <fmt/format.h>

#include <random>
#include <utility>

#include "base/hash.h"

namespace underpin::test {
namespace {

constexpr int kTables = 6, kColumns = 5;

struct Type {
  const char* name;
  const char* defaults[2];
};
constexpr Type kTypes[] = {{"integer", {"0", "1 + 2"}},
                           {"bigint", {"7", "-1"}},
                           {"text", {"'x'", "lower('Y')"}},
                           {"character varying(40)", {"'a'", "'b''c'"}},
                           {"numeric(12,2)", {"0.5", "1"}},
                           {"boolean", {"true", "false"}},
                           {"timestamp with time zone", {"now()", "'2020-01-01 00:00+00'"}},
                           {"jsonb", {"'{}'", "'[1]'"}},
                           {"text[]", {"'{}'", "ARRAY['a']"}}};

class Generator {
 public:
  Generator(uint64_t seed, uint64_t variant) : seed_(seed), variant_(variant) {}

  std::vector<std::string> make() {
    out_.emplace_back("CREATE SCHEMA app");
    for (int i = 0; i < 2; ++i) make_enum(i);
    add("CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$");
    for (int i = 0; i < kTables; ++i)
      if (has_table(i)) make_table(i);
    for (int i = 0; i < kTables; ++i)
      if (has_table(i)) parts(i);
    for (int i = 0; i < 4; ++i) view(i);
    for (int i = 0; i < 3; ++i) function(i);
    return std::move(out_);
  }

 private:
  uint64_t pick(const std::string& place, uint64_t choices) const {
    const bool anew = variant_ != 0 && hash64(place, seed_ ^ (variant_ << 32)) % 6 == 0;
    return hash64(place, anew ? seed_ + variant_ * 7919 : seed_) % choices;
  }
  bool chance(const std::string& place, uint64_t one_in) const { return pick(place, one_in) == 0; }
  void add(std::string statement) { out_.push_back(std::move(statement)); }

  // The last table of a schema comes and goes; the others stay, so that foreign keys and views find them.
  bool has_table(int i) const { return i + 1 < kTables || chance("table", 2); }
  bool has_column(int i, int k) const { return k < 2 || !chance(fmt::format("t{}.c{} there", i, k), 4); }
  const Type& type(int i, int k) const { return kTypes[pick(fmt::format("t{}.c{} type", i, k), std::size(kTypes))]; }

  void make_enum(int i) {
    std::string labels = "'a', 'b'";
    if (chance(fmt::format("e{} c", i), 2)) labels = "'a', 'c', 'b'";
    if (chance(fmt::format("e{} d", i), 2)) labels += ", 'd'";
    add(fmt::format("CREATE TYPE app.e{} AS ENUM ({})", i, labels));
  }

  std::string column(int i, int k) const {
    const std::string at = fmt::format("t{}.c{} ", i, k);
    const Type& t = type(i, k);
    std::string text = fmt::format("c{} {}", k, t.name);
    if (chance(at + "default", 3)) text += fmt::format(" DEFAULT {}", t.defaults[pick(at + "which", 2)]);
    if (chance(at + "not null", 3)) text += " NOT NULL";
    return text;
  }

  void make_table(int i) {
    std::string text = fmt::format("CREATE TABLE app.t{} (id bigint GENERATED {} AS IDENTITY PRIMARY KEY", i,
                                   chance(fmt::format("t{} always", i), 2) ? "ALWAYS" : "BY DEFAULT");
    for (int k = 0; k < kColumns; ++k)
      if (has_column(i, k)) text += ", " + column(i, k);
    text += fmt::format(", ref bigint, state app.e{0} DEFAULT 'a'", i % 2);
    if (chance(fmt::format("t{} check", i), 2))
      text +=
          fmt::format(", CONSTRAINT t{}_ok CHECK (id > {} AND state <> 'b')", i, pick(fmt::format("t{} limit", i), 3));
    add(text + ")");
  }

  void parts(int i) {
    const std::string t = fmt::format("t{}", i);
    const int to = static_cast<int>(pick(t + " fk to", kTables - 1));
    if (!chance(t + " no fk", 3))
      add(fmt::format("ALTER TABLE app.{0} ADD CONSTRAINT {0}_ref_fkey FOREIGN KEY (ref) REFERENCES app.t{1}{2}", t, to,
                      chance(t + " cascade", 2) ? " ON DELETE CASCADE" : ""));
    if (chance(t + " index", 2)) add(fmt::format("CREATE INDEX {0}_c0 ON app.{0} (c0, id DESC)", t));
    if (chance(t + " partial", 2)) add(fmt::format("CREATE UNIQUE INDEX {0}_p ON app.{0} (ref) WHERE state = 'a'", t));
    if (chance(t + " trigger", 2))
      add(fmt::format("CREATE TRIGGER {0}_touch BEFORE UPDATE ON app.{0} FOR EACH ROW EXECUTE FUNCTION app.touch()",
                      t));
    if (chance(t + " policy", 2))
      add(fmt::format("CREATE POLICY {0}_p ON app.{0} USING (id > {1})", t, pick(t + " policy limit", 2)));
    if (chance(t + " comment", 2)) add(fmt::format("COMMENT ON TABLE app.{0} IS 'table {1}'", t, pick(t + " text", 9)));
    if (chance(t + " grant", 2))
      add(fmt::format("GRANT SELECT{1} ON app.{0} TO reader", t, chance(t + " more", 2) ? ", INSERT" : ""));
  }

  void view(int i) {
    const std::string v = fmt::format("v{}", i);
    if (chance(v + " gone", 5)) return;
    const auto a = pick(v + " a", kTables - 1), b = pick(v + " b", kTables - 1);
    const char* extra = chance(v + " extra", 2) ? ", y.c1 AS more" : "";
    add(fmt::format(
        "CREATE VIEW app.{0} AS SELECT x.id, x.c0, x.state{3} FROM app.t{1} x JOIN app.t{2} y ON y.id = x.ref "
        "WHERE x.state IN ('a', 'b')",
        v, a, b, extra));
    if (chance(v + " grant", 2)) add(fmt::format("GRANT SELECT ON app.{0} TO reader", v));
    if (i == 0 && chance("on view", 2)) add("CREATE VIEW app.top AS SELECT id, count(*) AS n FROM app.v0 GROUP BY id");
  }

  void function(int i) {
    const std::string f = fmt::format("f{}", i);
    if (chance(f + " gone", 5)) return;
    const auto t = pick(f + " table", kTables - 1);
    add(fmt::format(
        "CREATE FUNCTION app.{0}(n {1}) RETURNS {2} LANGUAGE sql STABLE AS $$ SELECT count(*){3} FROM app.t{4} $$", f,
        chance(f + " argument", 2) ? "integer" : "text", chance(f + " result", 3) ? "numeric" : "bigint",
        chance(f + " body", 2) ? " + 1" : "", t));
  }

  uint64_t seed_, variant_;
  std::vector<std::string> out_;
};

}  // namespace

std::vector<std::string> random_schema(uint64_t seed, uint64_t variant) { return Generator(seed, variant).make(); }

std::string joined(const std::vector<std::string>& statements) {
  std::string text;
  for (const std::string& statement : statements) text += statement + ";\n";
  return text;
}

std::string shuffled(std::vector<std::string> statements, uint64_t seed) {
  std::mt19937_64 random(seed);
  for (size_t i = statements.size(); i > 1; --i) std::swap(statements[i - 1], statements[random() % i]);
  return joined(statements);
}

}  // namespace underpin::test
