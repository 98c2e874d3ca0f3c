// Text that the statements on relations have in common, and the making of drafts.
#pragma once

#include <initializer_list>
#include <string>

#include "plan/planner.h"

namespace underpin::plan {

std::string bare(const Catalog& catalog, ObjectId id);                                  // "email"
std::string column_list(const Catalog& catalog, const std::vector<ObjectId>& columns);  // "a, b"
// "ALTER TABLE [ONLY] app.t " (FOREIGN TABLE, VIEW, MATERIALIZED VIEW as it is).
std::string alter_relation(const Catalog& catalog, ObjectId relation, bool only = false);
std::string storage_parameters(const Options& options);  // "fillfactor=70, toast.autovacuum_enabled=false"
std::string fdw_options(const Options& options);         // "schema_name 'a', table_name 'b'"

// What takes one list of options to the other; empty if nothing does.
struct OptionStatements {
  std::string set;    // "fillfactor=70"
  std::string reset;  // "autovacuum_enabled"
};
OptionStatements option_changes(const Options& before, const Options& after);
std::string fdw_option_changes(const Options& before, const Options& after);  // "ADD a 'x', SET b 'y', DROP c"

// `reason` speaks of the object as "it" or "its …".
Draft draft_on(const Catalog& catalog, ObjectId id, std::string action, std::string sql, std::string reason,
               int rank = 0);
Draft create_draft(const Planner& p, ObjectId after, std::string sql, std::string reason);
Draft drop_draft(const Planner& p, ObjectId before, std::string sql, std::string reason);
// A statement that sets some attributes of an object that exists: it needs what those refer to in after, and
// lets go of what they refer to in before.
Draft alter_draft(const Planner& p, ObjectId after, std::initializer_list<std::string_view> attributes, std::string sql,
                  std::string reason, int rank = 0);

}  // namespace underpin::plan
