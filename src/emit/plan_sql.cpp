// A plan as a script for psql in autocommit: each step one statement with its reason before it.
#include <fmt/format.h>

#include "emit/formats.h"
#include "emit/script.h"
#include "emit/words.h"

namespace underpin {
namespace {

using namespace emit;

std::string header(const Document& document) {
  const Plan& plan = *document.plan;
  std::string out = fmt::format("-- Underpin plan {} for PostgreSQL {}: {}\n", plan_id(document), plan.target,
                                plan.steps.empty() ? "nothing to do" : counted(plan.steps.size(), "step"));
  out += fmt::format("-- from: {} ({})\n", one_line(document.from), plan.from_fingerprint);
  out += fmt::format("-- to:   {} ({})\n", one_line(document.to), plan.to_fingerprint);
  if (plan.steps.empty()) return out;
  out += "-- Run it with psql -v ON_ERROR_STOP=1, outside a transaction: each step commits by itself.\n\n";
  out += "SET client_encoding = 'UTF8';\nSET check_function_bodies = off;\n";
  return out + fmt::format("SET search_path = {};\n", script_search_path(plan.diff));
}

}  // namespace

std::string plan_sql(const Document& document) {
  std::string out = header(document);
  for (const Step& step : document.plan->steps) {
    out += fmt::format("\n-- [{}] {}\n", one_line(step.id), one_line(step.reason));
    if (step.loses_data) out += "-- loses data: no undo brings it back\n";
    out += step.sql + ";\n";
  }
  return out;
}

}  // namespace underpin
