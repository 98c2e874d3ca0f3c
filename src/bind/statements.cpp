// Which function interprets which node. grammar/statements.toml says the same to people, and more.
#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"

namespace underpin::bind {
namespace {

struct Entry {
  NodeTag tag;
  StatementFunction function;
};

constexpr Entry kStatements[] = {
    // clang-format off
    {T_CreateStmt, create_table},
    {T_CreateForeignTableStmt, create_table},
    {T_CreateTableAsStmt, create_table_as},
    {T_ViewStmt, create_view},
    {T_CreateSeqStmt, create_sequence},
    {T_AlterSeqStmt, alter_sequence},
    {T_IndexStmt, create_index},
    {T_AlterTableStmt, alter_table},
    {T_RenameStmt, rename},
    {T_VariableSetStmt, set_variable},
    {T_SelectStmt, select},
    {T_TransactionStmt, transaction},
    {T_CreateSchemaStmt, create_schema},
    {T_CreateExtensionStmt, create_extension},
    {T_AlterExtensionStmt, alter_extension},
    {T_AlterExtensionContentsStmt, alter_extension_contents},
    {T_CreateEnumStmt, create_enum},
    {T_AlterEnumStmt, alter_enum},
    {T_CreateRangeStmt, create_range},
    {T_CompositeTypeStmt, create_composite},
    {T_CreateDomainStmt, create_domain},
    {T_AlterDomainStmt, alter_domain},
    {T_CreateFunctionStmt, create_function},
    {T_AlterFunctionStmt, alter_function},
    {T_CreateTrigStmt, create_trigger},
    {T_CreateEventTrigStmt, create_event_trigger},
    {T_AlterEventTrigStmt, alter_event_trigger},
    {T_RuleStmt, create_rule},
    {T_CreatePolicyStmt, create_policy},
    {T_AlterPolicyStmt, alter_policy},
    {T_CreateStatsStmt, create_statistics},
    {T_AlterStatsStmt, alter_statistics},
    {T_CreatePublicationStmt, create_publication},
    {T_AlterPublicationStmt, alter_publication},
    {T_CreateSubscriptionStmt, create_subscription},
    {T_AlterSubscriptionStmt, alter_subscription},
    {T_DropSubscriptionStmt, drop_subscription},
    {T_CreateFdwStmt, create_foreign_data_wrapper},
    {T_AlterFdwStmt, alter_foreign_data_wrapper},
    {T_CreateForeignServerStmt, create_server},
    {T_AlterForeignServerStmt, alter_server},
    {T_CreateUserMappingStmt, create_user_mapping},
    {T_AlterUserMappingStmt, alter_user_mapping},
    {T_DropUserMappingStmt, drop_user_mapping},
    {T_ImportForeignSchemaStmt, import_foreign_schema},
    {T_DefineStmt, define},
    {T_AlterCollationStmt, alter_collation},
    {T_CreatePLangStmt, create_language},
    {T_CreateCastStmt, create_cast},
    {T_CreateConversionStmt, create_conversion},
    {T_CreateTransformStmt, create_transform},
    {T_CreateOpClassStmt, create_operator_class},
    {T_CreateOpFamilyStmt, create_operator_family},
    {T_AlterOpFamilyStmt, alter_operator_family},
    {T_AlterOperatorStmt, alter_operator},
    {T_AlterTypeStmt, alter_base_type},
    {T_CreateAmStmt, create_access_method},
    {T_AlterTSDictionaryStmt, alter_text_search_dictionary},
    {T_AlterTSConfigurationStmt, alter_text_search_configuration},
    {T_CommentStmt, comment},
    {T_SecLabelStmt, security_label},
    {T_GrantStmt, grant},
    {T_AlterDefaultPrivilegesStmt, alter_default_privileges},
    {T_AlterOwnerStmt, alter_owner},
    {T_ReassignOwnedStmt, reassign_owned},
    {T_AlterObjectSchemaStmt, set_schema},
    {T_AlterObjectDependsStmt, alter_depends},
    {T_DropStmt, drop_statement},
    {T_DropOwnedStmt, drop_owned},
    {T_CreateRoleStmt, role_statement},
    {T_AlterRoleStmt, role_statement},
    {T_AlterRoleSetStmt, role_statement},
    {T_DropRoleStmt, role_statement},
    {T_GrantRoleStmt, role_statement},
    {T_CreatedbStmt, role_statement},
    {T_AlterDatabaseStmt, role_statement},
    {T_AlterDatabaseSetStmt, role_statement},
    {T_AlterDatabaseRefreshCollStmt, role_statement},
    {T_DropdbStmt, role_statement},
    {T_CreateTableSpaceStmt, role_statement},
    {T_DropTableSpaceStmt, role_statement},
    {T_AlterTableSpaceOptionsStmt, role_statement},
    {T_AlterSystemStmt, role_statement},
    {T_InsertStmt, data_statement},
    {T_UpdateStmt, data_statement},
    {T_DeleteStmt, data_statement},
    {T_MergeStmt, data_statement},
    {T_CopyStmt, data_statement},
    {T_TruncateStmt, data_statement},
    {T_LockStmt, data_statement},
    {T_NotifyStmt, data_statement},
    {T_ListenStmt, data_statement},
    {T_UnlistenStmt, data_statement},
    {T_VacuumStmt, data_statement},
    {T_ClusterStmt, data_statement},
    {T_ReindexStmt, data_statement},
    {T_RefreshMatViewStmt, data_statement},
    {T_CheckPointStmt, data_statement},
    {T_ExplainStmt, data_statement},
    {T_PrepareStmt, data_statement},
    {T_ExecuteStmt, data_statement},
    {T_DeallocateStmt, data_statement},
    {T_DeclareCursorStmt, data_statement},
    {T_FetchStmt, data_statement},
    {T_ClosePortalStmt, data_statement},
    {T_DiscardStmt, data_statement},
    {T_LoadStmt, data_statement},
    {T_ConstraintsSetStmt, data_statement},
    {T_VariableShowStmt, data_statement},
    {T_CallStmt, call_statement},
    {T_DoStmt, do_block},
    // clang-format on
};

}  // namespace

StatementFunction function_for(int node_tag) {
  static const auto by_tag = [] {
    std::unordered_map<int, StatementFunction> table;
    for (const Entry& entry : kStatements) table.emplace(entry.tag, entry.function);
    return table;
  }();
  const auto found = by_tag.find(node_tag);
  return found == by_tag.end() ? nullptr : found->second;
}

}  // namespace underpin::bind
