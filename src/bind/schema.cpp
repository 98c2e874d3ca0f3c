#include <array>

#include "bind/lists.h"
#include "bind/objects.h"

namespace underpin::bind {
namespace {

// Elements keep their own pieces: piece p of element e is (e + 1) * kPieces + p.
constexpr int kPieces = 1 << 16;

// PostgreSQL runs them by kind, so that one may name a later one.
int turn(const Node* element) {
  static constexpr std::array kTurns{T_CreateSeqStmt, T_CreateStmt,     T_ViewStmt,
                                     T_IndexStmt,     T_CreateTrigStmt, T_GrantStmt};
  for (size_t i = 0; i < kTurns.size(); ++i)
    if (nodeTag(element) == kTurns[i]) return static_cast<int>(i);
  return static_cast<int>(kTurns.size());
}

// While an element runs: names without a schema are the new schema's.
class Inside {
 public:
  Inside(Session& s, ObjectId schema, Symbol owner) : s_(s), outer_(s.creating_schema), role_(s.role), part_(s.part) {
    s.creating_schema = schema;
    s.role = owner;
    s.refresh_search_path();
  }
  ~Inside() {
    s_.creating_schema = outer_;
    s_.role = role_;
    s_.part = part_;
    s_.refresh_search_path();
  }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

 private:
  Session& s_;
  ObjectId outer_;
  Symbol role_;
  int part_;
};

void run_element(Session& s, ObjectId schema, const Node* element, int number, int piece) {
  const StatementFunction function = function_for(nodeTag(element));
  if (function == nullptr) s.invalid(code::kUnsupported, "0A000", -1, "this element of CREATE SCHEMA is not supported");
  const size_t waiting = s.deferred.size();
  const Symbol role = s.role;
  {
    Inside inside(s, schema, s.catalog.at(schema).owner);
    s.part = piece;
    try {
      function(s, element);
    } catch (const NotFoundError& error) {
      s.defer(piece, error.what);
    }
  }
  for (size_t i = waiting; i < s.deferred.size(); ++i) {  // what waits begins again with CREATE SCHEMA
    s.deferred[i].part += (number + 1) * kPieces;
    s.deferred[i].role = role;
  }
}

}  // namespace

void create_schema(Session& s, const Node* node) {
  const auto* stmt = as<CreateSchemaStmt>(node);
  const Symbol owner = stmt->authrole ? s.role_name(stmt->authrole) : s.owner();
  const Symbol name = stmt->schemaname ? symbol(stmt->schemaname) : owner;
  if (name.empty())
    s.invalid(code::kInvalidDefinition, "3F000", -1,
              "the schema's name is that of the current role, which is not known");
  const auto elements = items(stmt->schemaElts);
  if (s.part >= kPieces) {
    const int number = s.part / kPieces - 1;
    return run_element(s, s.schema_named(std::string(name.text()).c_str(), -1), elements[number], number,
                       s.part % kPieces);
  }
  if (stmt->if_not_exists && s.catalog.find_schema(name)) return;
  if (name.text().starts_with("pg_"))
    s.invalid(code::kInvalidDefinition, "42939", -1, "unacceptable schema name " + in_quotes(name.text()),
              "The prefix \"pg_\" is reserved for system schemas.");
  const ObjectId schema = s.create<Schema>({}, name, -1);
  s.catalog.at(schema).owner = owner;
  s.refresh_search_path();
  for (int t = 0; t <= 6; ++t)
    for (int i = 0; i < elements.size(); ++i)
      if (turn(elements[i]) == t) run_element(s, schema, elements[i], i, 0);
}

}  // namespace underpin::bind
