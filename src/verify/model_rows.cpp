// Rows are written where a plan says that they are filled, and are gone where it says that data is lost.
#include <fmt/format.h>

#include "bind/lists.h"
#include "ir/print.h"
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

// Has a step before this one filled another column of the table from it?
bool is_carried_over(const Walk& walk, size_t before_step, ObjectId column) {
  const Catalog& state = walk.states[before_step];
  const std::string update = "UPDATE " + qualified_name(state, state.parent(column)) + " SET ";
  const std::string from = " = " + quote_identifier(state.name(column));
  for (size_t i = 0; i < before_step; ++i) {
    const Step& step = walk.step(i);
    if (step.action != "backfill") continue;
    const size_t set = step.sql.find(update), value = set == std::string::npos ? set : step.sql.find(from, set);
    if (value == std::string::npos) continue;
    if (std::string_view("\n :").find(step.sql[value + from.size()]) != std::string_view::npos) return true;
  }
  return false;
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
      if (has_successor(i + 1, id) || (old.is(id, Kind::kColumn) && is_carried_over(walk, i, id))) return;
      claim.against.push_back(fmt::format("step {} removes {} {}, and does not say that data is lost", step.id,
                                          info(old.kind(id)).slug, identity(before, id)));
    });
  }
}

}  // namespace underpin
