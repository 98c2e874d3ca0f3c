// Which function predicts which node. What is not listed locks no relation that anybody else could wait for.
#include <unordered_map>

#include "locks/lists.h"
#include "locks/work.h"

namespace underpin::locks {
namespace {

struct Entry {
  NodeTag tag;
  StatementFunction function;
};

constexpr Entry kStatements[] = {
    // clang-format off
    {T_AlterTableStmt, alter_table},
    {T_AlterTableMoveAllStmt, move_all},
    {T_AlterDomainStmt, alter_domain},
    {T_RenameStmt, rename},
    {T_AlterObjectSchemaStmt, set_schema},
    {T_AlterOwnerStmt, change_owner},
    {T_CreateStmt, create_table},
    {T_CreateForeignTableStmt, create_table},
    {T_CreateTableAsStmt, create_table_as},
    {T_ViewStmt, create_view},
    {T_IndexStmt, create_index},
    {T_CreateTrigStmt, create_trigger},
    {T_CreatePolicyStmt, create_policy},
    {T_AlterPolicyStmt, alter_policy},
    {T_RuleStmt, create_rule},
    {T_CreateStatsStmt, create_statistics},
    {T_CreateFunctionStmt, create_function},
    {T_CreateSeqStmt, create_sequence},
    {T_AlterSeqStmt, alter_sequence},
    {T_CompositeTypeStmt, create_composite},
    {T_CommentStmt, comment},
    {T_SecLabelStmt, security_label},
    {T_GrantStmt, grant},
    {T_CreatePublicationStmt, create_publication},
    {T_AlterPublicationStmt, alter_publication},
    {T_DropStmt, drop_statement},
    {T_DropOwnedStmt, drop_owned},
    {T_ReassignOwnedStmt, reassign_owned},
    {T_SelectStmt, query_statement},
    {T_InsertStmt, query_statement},
    {T_UpdateStmt, query_statement},
    {T_DeleteStmt, query_statement},
    {T_MergeStmt, query_statement},
    {T_CopyStmt, copy_statement},
    {T_ExplainStmt, explain},
    {T_DeclareCursorStmt, explain},
    {T_PrepareStmt, prepare},
    {T_CreateDomainStmt, create_domain},
    {T_TruncateStmt, truncate},
    {T_LockStmt, lock_statement},
    {T_VacuumStmt, vacuum},
    {T_ClusterStmt, cluster},
    {T_ReindexStmt, reindex},
    {T_RefreshMatViewStmt, refresh},
    {T_CallStmt, call_statement},
    {T_DoStmt, do_block},
    // clang-format on
};

}  // namespace

void dispatch(Work& work, const Node* node) {
  static const auto by_tag = [] {
    std::unordered_map<int, StatementFunction> table;
    for (const Entry& entry : kStatements) table.emplace(entry.tag, entry.function);
    return table;
  }();
  const auto found = by_tag.find(nodeTag(node));
  if (found != by_tag.end()) found->second(work, node);
}

}  // namespace underpin::locks
