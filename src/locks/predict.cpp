#include <optional>

#include "bind/bind.h"
#include "diag/codes.h"
#include "ir/print.h"
#include "locks/apply_statement.h"
#include "locks/lists.h"
#include "locks/work.h"
#include "parse/target.h"

namespace underpin {
namespace locks {

Applied apply_statement(const Catalog& before, const std::string& settings, std::string_view statement,
                        const Context& context) {
  auto sources = std::make_shared<SourceSet>();
  sources->add("statement.sql", settings + std::string(statement) + ";\n");
  Applied out{.state = before.clone()};
  Sink sink;
  apply(out.state, sources, {.target = context.target, .session_role = context.role, .any_order = false}, sink);
  out.refused = sink.failed();
  for (const Diagnostic& found : sink.all()) {
    const bool ours =
        found.code == &code::kUnsupported || found.code == &code::kNotModelled || found.code == &code::kDoBlock;
    if (found.level == Level::kError && !ours && out.why.empty()) out.why = found.message;
  }
  return out;
}

bool changes_catalog(const Node* node) {
  switch (nodeTag(node)) {
    case T_SelectStmt: return as<SelectStmt>(node)->intoClause != nullptr;
    case T_InsertStmt:
    case T_UpdateStmt:
    case T_DeleteStmt:
    case T_MergeStmt:
    case T_CopyStmt:
    case T_TruncateStmt:
    case T_LockStmt:
    case T_VacuumStmt:
    case T_ReindexStmt:
    case T_RefreshMatViewStmt:
    case T_ExplainStmt:
    case T_CallStmt:
    case T_VariableSetStmt:
    case T_TransactionStmt: return false;
    default: return true;
  }
}

std::string settings_of(const Context& context) {
  std::string out;
  for (Symbol schema : context.search_path)
    out += (out.empty() ? "SET search_path = " : ", ") + quote_identifier(schema);
  return out.empty() ? out : out + ";\n";
}

namespace {

// What a DROP without CASCADE finds before it is refused is what it would have taken along.
bool may_cascade(const Node* node) {
  if (is_node(node, T_DropStmt)) return as<DropStmt>(node)->behavior != DROP_CASCADE;
  if (!is_node(node, T_AlterTableStmt) || items(as<AlterTableStmt>(node)->cmds).size() != 1) return false;
  const auto* command = as<AlterTableCmd>(items(as<AlterTableStmt>(node)->cmds)[0]);
  return (command->subtype == AT_DropColumn || command->subtype == AT_DropConstraint) &&
         command->behavior != DROP_CASCADE;
}

// What an older server finds out only when it has begun: it is no syntax error there.
bool is_known_late(const Diagnostic& found) {
  for (std::string_view what :
       {"option ", "an exclusion constraint of a partitioned table", "an access method of a partitioned table"})
    if (found.message.starts_with(what)) return true;
  return false;
}

void refuse_by_block(Work& work) {
  if (work.cost.transactional == Transactional::kNo && work.context.in_transaction)
    work.refuse("cannot run inside a transaction block");
  if (work.cost.transactional == Transactional::kRequired) work.refuse("can only be used in transaction blocks");
}

}  // namespace

Cost predict(const Catalog& before, const Catalog& after, bool refused, const TableRows& rows,
             const StatementSpan& statement, const Context& context, const Node* node) {
  Sink old_syntax;
  check_target(statement, node, context.target, old_syntax);
  const bool late = old_syntax.failed() && is_known_late(old_syntax.all().front());
  if (old_syntax.failed() && !late) return {.refused = old_syntax.all().front().message};
  refused |= late;
  std::optional<Applied> cascaded;
  if (refused && may_cascade(node)) {
    cascaded = apply_statement(before, settings_of(context), std::string(statement.text()) + " CASCADE", context);
    if (cascaded->refused) cascaded.reset();
  }
  Work work(before, cascaded ? cascaded->state : refused ? before : after, rows, context, statement);
  work.refused = refused;
  work.cost.transactional = transactional(work, node);
  refuse_by_block(work);
  if (work.cost.refused.empty())
    dispatch(work, node);
  else if (is_node(node, T_DeclareCursorStmt))
    read_query(work, as<DeclareCursorStmt>(node)->query, false);  // analyzed before it is refused
  if (late) work.refuse(old_syntax.all().front().message);
  return std::move(work.cost);
}

}  // namespace locks

Cost predict(const Catalog& before, const TableRows& rows, const StatementSpan& statement, const Context& context) {
  Cost cost;
  Sink sink;
  const bool parsed = parse_statement(statement, sink, [&](const Node* node) {
    if (context.after != nullptr || !locks::changes_catalog(node)) {
      const Catalog& after = context.after != nullptr ? *context.after : before;
      cost = locks::predict(before, after, context.after_refused, rows, statement, context, node);
      return;
    }
    const locks::Applied applied =
        locks::apply_statement(before, locks::settings_of(context), statement.text(), context);
    cost = locks::predict(before, applied.state, applied.refused, rows, statement, context, node);
    if (cost.refused.empty()) cost.refused = applied.why;
  });
  if (!parsed && !sink.all().empty()) cost.refused = sink.all().front().message;
  return cost;
}

}  // namespace underpin
