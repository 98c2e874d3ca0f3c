// What differs between the parse trees of the grammars of PostgreSQL 17 and 18, behind one name each.
#pragma once

#include "parse/nodes.h"

namespace underpin {

#if PG_VERSION_NUM >= 180000
inline constexpr bool kGrammar18 = true;
#else
inline constexpr bool kGrammar18 = false;
#endif

// false only after NOT ENFORCED.
inline bool constraint_enforced([[maybe_unused]] const ::Constraint* constraint) {
#if PG_VERSION_NUM >= 180000
  return constraint->is_enforced;
#else
  return true;
#endif
}

// Of GENERATED ALWAYS AS (…): 's' stored or 'v' virtual.
inline char generated_kind([[maybe_unused]] const ::Constraint* constraint) {
#if PG_VERSION_NUM >= 180000
  return constraint->generated_kind;
#else
  return 's';
#endif
}

inline bool without_overlaps([[maybe_unused]] const ::Constraint* constraint) {
#if PG_VERSION_NUM >= 180000
  return constraint->without_overlaps;
#else
  return false;
#endif
}

inline bool fk_with_period([[maybe_unused]] const ::Constraint* constraint) {
#if PG_VERSION_NUM >= 180000
  return constraint->fk_with_period;
#else
  return false;
#endif
}

inline bool pk_with_period([[maybe_unused]] const ::Constraint* constraint) {
#if PG_VERSION_NUM >= 180000
  return constraint->pk_with_period;
#else
  return false;
#endif
}

// [NOT] ENFORCED behind a column's constraint, which the grammar hands over as a constraint of its own.
inline bool is_enforced_attribute([[maybe_unused]] ConstrType type) {
#if PG_VERSION_NUM >= 180000
  return type == CONSTR_ATTR_ENFORCED;
#else
  return false;
#endif
}
inline bool is_not_enforced_attribute([[maybe_unused]] ConstrType type) {
#if PG_VERSION_NUM >= 180000
  return type == CONSTR_ATTR_NOT_ENFORCED;
#else
  return false;
#endif
}

// The expressions (ResTarget) of RETURNING, null without one. For InsertStmt, UpdateStmt, DeleteStmt, MergeStmt.
template <class Statement>
const List* returning_list(const Statement* statement) {
#if PG_VERSION_NUM >= 180000
  return statement->returningClause == nullptr ? nullptr : statement->returningClause->exprs;
#else
  return statement->returningList;
#endif
}

// RETURNING WITH (OLD AS …, NEW AS …): the names given to the old and new row, null where none is given.
struct ReturningNames {
  const char* old_name = nullptr;
  const char* new_name = nullptr;
};
template <class Statement>
ReturningNames returning_names([[maybe_unused]] const Statement* statement) {
  ReturningNames names;
#if PG_VERSION_NUM >= 180000
  const List* options = statement->returningClause == nullptr ? nullptr : statement->returningClause->options;
  for (int i = 0; i < list_length(options); ++i) {
    const auto* option = static_cast<const ReturningOption*>(list_nth(options, i));
    (option->option == RETURNING_OPTION_OLD ? names.old_name : names.new_name) = option->value;
  }
#endif
  return names;
}

// ALTER TABLE … ALTER CONSTRAINT name …
struct AlterConstraint {
  const char* name = nullptr;
  bool alters_enforced = false, enforced = true;
  bool alters_deferrability = false, deferrable = false, initially_deferred = false;
  bool alters_inheritability = false, no_inherit = false;
};
inline AlterConstraint alter_constraint(const AlterTableCmd* command) {
#if PG_VERSION_NUM >= 180000
  const auto* node = reinterpret_cast<const ATAlterConstraint*>(command->def);
  return {.name = node->conname,
          .alters_enforced = node->alterEnforceability,
          .enforced = node->is_enforced,
          .alters_deferrability = node->alterDeferrability,
          .deferrable = node->deferrable,
          .initially_deferred = node->initdeferred,
          .alters_inheritability = node->alterInheritability,
          .no_inherit = node->noinherit};
#else
  const auto* node = reinterpret_cast<const ::Constraint*>(command->def);
  return {.name = node->conname,
          .alters_deferrability = true,
          .deferrable = node->deferrable,
          .initially_deferred = node->initdeferred};
#endif
}

}  // namespace underpin
