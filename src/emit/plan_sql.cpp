// A plan as a script for psql in autocommit: each step one statement with its reason before it.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "emit/formats.h"
#include "emit/words.h"
#include "ir/print.h"

namespace underpin {
namespace {

using namespace emit;

// Where names that Underpin cannot qualify (what an extension brings) may live: public, and the schema of every
// extension of either state. Names that it can qualify do not care.
std::string search_path(const Diff& diff) {
  std::vector<std::string> schemas;
  for (const Catalog* catalog : {diff.before, diff.after})
    catalog->for_each([&](ObjectId id) {
      if (!catalog->is(id, Kind::kExtension)) return;
      const Symbol schema = catalog->body<Extension>(id).schema;
      if (!schema.empty() && schema.text() != "public" && schema.text() != "pg_catalog")
        schemas.push_back(quote_identifier(schema));
    });
  std::ranges::sort(schemas);
  const auto twice = std::ranges::unique(schemas);
  schemas.erase(twice.begin(), twice.end());
  std::string path = "public";
  for (const std::string& schema : schemas) path += ", " + schema;
  return path;
}

std::string header(const Document& document) {
  const Plan& plan = *document.plan;
  std::string out = fmt::format("-- Underpin plan {} for PostgreSQL {}: {}\n", plan_id(document), plan.target,
                                plan.steps.empty() ? "nothing to do" : counted(plan.steps.size(), "step"));
  out += fmt::format("-- from: {} ({})\n", one_line(document.from), plan.from_fingerprint);
  out += fmt::format("-- to:   {} ({})\n", one_line(document.to), plan.to_fingerprint);
  if (plan.steps.empty()) return out;
  out += "-- Run it with psql -v ON_ERROR_STOP=1, outside a transaction: each step commits by itself.\n\n";
  out += "SET client_encoding = 'UTF8';\nSET check_function_bodies = off;\n";
  return out + fmt::format("SET search_path = {};\n", search_path(plan.diff));
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
