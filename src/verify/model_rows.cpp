// Rows are written where a plan says that they are filled, and are gone where it says that data is lost.
#include <fmt/format.h>

#include "bind/lists.h"
#include "parse/statement.h"
#include "verify/walk.h"

namespace underpin {
namespace {

using bind::as, bind::is_node;

std::string_view writes(const Node* node) {
  switch (nodeTag(node)) {
    case T_InsertStmt: return "INSERT";
    case T_UpdateStmt: return "UPDATE";
    case T_DeleteStmt: return "DELETE";
    case T_MergeStmt: return "MERGE";
    case T_TruncateStmt: return "TRUNCATE";
    default: return {};
  }
}

// Copies fill what is new, backfills what is there.
bool may_write(const Step& step, std::string_view how) {
  return (step.action == "copy" && how == "INSERT") || (step.action == "backfill" && how == "UPDATE");
}

void statements(const Step& step, ProofClaim& claim) {
  ParseError error;
  parse_text(
      step.sql, TextKind::kStatements,
      [&](const Node* node) {
        const std::string_view how = writes(node);
        if (!how.empty() && !may_write(step, how))
          claim.against.push_back(fmt::format("step {} writes rows: {}", step.id, how));
      },
      &error);
}

// Does it hold values of its own that somebody else has put there?
bool holds_values(const Catalog& state, ObjectId id) {
  const auto is_own = [&](ObjectId table) { return state.is(table, Kind::kTable) && !state.body<Table>(table).server; };
  if (state.is(id, Kind::kSequence)) return !state.body<Sequence>(id).owned_by;
  if (state.is(id, Kind::kTable)) return is_own(id) && state.body<Table>(id).partition_strategy == 0;
  return state.is(id, Kind::kColumn) && is_own(state.parent(id)) &&
         state.body<Column>(id).generated == Generated::kNone;
}

}  // namespace

void prove_rows(const Walk& walk, ProofClaim& claim) {
  const Catalog& old = walk.states.front();
  const auto has_successor = [&](size_t state, ObjectId id) {
    return walk.prints[state].has_key(walk.states[state], walk.prints.front().key(id));
  };
  for (size_t i = 0; i < walk.plan.steps.size(); ++i) {
    ++claim.checked;
    const Step& step = walk.step(i);
    statements(step, claim);
    if (step.loses_data) continue;
    const Catalog &before = walk.states[i], &after = walk.states[i + 1];
    old.for_each([&](ObjectId id) {
      if (before.removed(id) || !after.removed(id) || !holds_values(old, id)) return;
      if (old.is(id, Kind::kColumn) && after.removed(old.parent(id))) return;  // said of the table
      if (has_successor(i + 1, id)) return;
      claim.against.push_back(fmt::format("step {} removes {} {}, and does not say that data is lost", step.id,
                                          info(old.kind(id)).slug, identity(before, id)));
    });
  }
}

}  // namespace underpin
