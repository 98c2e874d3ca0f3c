// Statements about rows, and functions called for their effect.
#include <algorithm>

#include "bind/lists.h"
#include "bind/objects.h"
#include "builtin/builtin.h"
#include "parse/walk.h"

namespace underpin::bind {
namespace {

std::string_view words(const Node* node) {
  switch (nodeTag(node)) {
    case T_InsertStmt: return "INSERT";
    case T_UpdateStmt: return "UPDATE";
    case T_DeleteStmt: return "DELETE";
    case T_MergeStmt: return "MERGE";
    case T_CopyStmt: return "COPY";
    case T_TruncateStmt: return "TRUNCATE";
    case T_LockStmt: return "LOCK";
    case T_NotifyStmt: return "NOTIFY";
    case T_ListenStmt: return "LISTEN";
    case T_UnlistenStmt: return "UNLISTEN";
    case T_VacuumStmt: return as<VacuumStmt>(node)->is_vacuumcmd ? "VACUUM" : "ANALYZE";
    case T_ClusterStmt: return "CLUSTER";
    case T_ReindexStmt: return "REINDEX";
    case T_RefreshMatViewStmt: return "REFRESH MATERIALIZED VIEW";
    case T_CheckPointStmt: return "CHECKPOINT";
    case T_ExplainStmt: return "EXPLAIN";
    case T_PrepareStmt: return "PREPARE";
    case T_ExecuteStmt: return "EXECUTE";
    case T_DeallocateStmt: return "DEALLOCATE";
    case T_DeclareCursorStmt: return "DECLARE";
    case T_FetchStmt: return "FETCH";
    case T_ClosePortalStmt: return "CLOSE";
    case T_DiscardStmt: return "DISCARD";
    case T_LoadStmt: return "LOAD";
    case T_ConstraintsSetStmt: return "SET CONSTRAINTS";
    default: return "data";
  }
}

// CLUSTER t USING i: the table remembers the index.
void cluster_on(Session& s, const ClusterStmt* stmt) {
  const ObjectId relation = resolve_relation(s.scope(), stmt->relation);
  if (!relation) return;
  const ObjectId index = s.catalog.find(NameSpace::kRelation, s.catalog.parent(relation), symbol(stmt->indexname));
  if (!s.catalog.is(index, Kind::kIndex) || s.catalog.parent(index) != relation)
    s.not_found(
        NotFound::What::kRelation, "42704", stmt->relation->location,
        "index " + in_quotes(stmt->indexname) + " for table " + in_quotes(stmt->relation->relname) + " does not exist");
  if (s.catalog.is(relation, Kind::kTable)) s.catalog.body<Table>(relation).cluster_index = index;
  if (s.catalog.is(relation, Kind::kMaterializedView)) s.catalog.body<MaterializedView>(relation).cluster_index = index;
}

// The functions called anywhere in a query that PostgreSQL does not define itself.
void collect_calls(const Node* node, std::vector<const FuncCall*>& out) {
  if (is_node(node, T_FuncCall)) {
    const auto* call = as<FuncCall>(node);
    const auto name = items(call->funcname);
    const bool qualified = name.size() > 1 && !is_system_schema(std::string(strval(name[0])).c_str());
    if (qualified || builtin::functions(strval(name.back())).empty()) out.push_back(call);
  }
  for_each_child(node, [&](const Node* child) { collect_calls(child, out); });
}

void warn_about_call(Session& s, const FuncCall* call, std::string_view word) {
  Diagnostic& found = s.note(code::kCalledForEffect, call->location,
                             std::string(word) + " " + std::string(printed_name(call->funcname).text()) +
                                 " is called for its effect, which is not known");
  found.hint = "Write what it does to the schema as plain DDL.";
}

}  // namespace

void data_statement(Session& s, const Node* node) {
  if (is_node(node, T_ClusterStmt) && as<ClusterStmt>(node)->relation && as<ClusterStmt>(node)->indexname)
    cluster_on(s, as<ClusterStmt>(node));
  s.left_out(code::kDataStatement, words(node));
}

void select_for_effect(Session& s, const Node* node) {
  std::vector<const FuncCall*> calls;
  collect_calls(node, calls);
  if (calls.empty()) return s.left_out(code::kDataStatement, "SELECT");
  for (const FuncCall* call : calls) warn_about_call(s, call, "function");
}

void call_statement(Session& s, const Node* node) { warn_about_call(s, as<CallStmt>(node)->funccall, "procedure"); }

}  // namespace underpin::bind
