// What several rules ask.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "compat/rule.h"
#include "ir/attributes.h"
#include "ir/print.h"

namespace underpin::compat::rules {

inline std::string quoted(std::string_view name) { return "\"" + std::string(name) + "\""; }
std::string_view words(Kind kind);  // "materialized view"
std::string type_of(const Catalog& catalog, ObjectId column);

// Is it dropped on its own, not with what it belongs to, and does nothing take its place under its name?
bool goes_for_itself(const RuleContext& context, const Change& change);
bool has_domain_default(const Catalog& catalog, const Column& column);
// A constraint that is new on a table that was there before.
bool is_new_constraint(const RuleContext& context, const Change& change);
bool is_new_column(const RuleContext& context, const Change& change);

// Had the table before, has the table after a unique index over the same columns?
bool had_unique_index(const RuleContext& context, ObjectId new_index, ObjectId table_before);
bool has_unique_index(const RuleContext& context, ObjectId old_index, ObjectId table_after);
bool columns_stay(const RuleContext& context, ObjectId old_index);

// Does the statement rewrite, scan or index what was there before?
bool takes_long(const RuleContext& context, const Moment& moment);
// The strongest lock on a table that was there before; nullptr if there is none that blocks anybody.
const NamedLock* worst_lock(const RuleContext& context, const Moment& moment);
std::string work_of(const Moment& moment);  // "its rows are written anew"

ObjectId relation_named(const Catalog& catalog, std::string_view qualified);
// VACUUM FULL and CLUSTER.
bool is_maintenance_rewrite(const Moment& moment);
bool begins_with_words(std::string_view sql, std::string_view first, std::string_view second);
bool adds_partition(std::string_view sql);
bool is_default_partition(const Catalog& catalog, std::string_view qualified);

}  // namespace underpin::compat::rules
