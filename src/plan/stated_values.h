// What a `backfill using EXPRESSION [reverse EXPRESSION]` directive says of a column's values.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "plan/planner.h"

namespace underpin::plan {

inline constexpr std::string_view kBackfillUsing = "backfill using";

struct StatedValues {
  std::string forward;  // SQL over the table's columns in their old shape
  std::string reverse;  // over those of the new one; empty: nothing leads back
};

// None where no directive stands at the column (after).
std::optional<StatedValues> stated_values(const Planner& p, ObjectId column);

// Errors for directives that are no expressions, or stand where no value is asked for.
void check_stated_values(const Planner& p);

// The value of an expression over the table's columns inside a trigger function. `shape`: for each column (after) what
// stands for it, "NEW.underpin_old_c".
std::string in_trigger(const Planner& p, ObjectId table, const std::string& expression,
                       const std::function<std::string(ObjectId)>& shape);

}  // namespace underpin::plan
