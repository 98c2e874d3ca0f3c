// What `underpin init` writes.
#include "config/config.h"

namespace underpin {
namespace {

constexpr std::string_view kText =
    R"(# What Underpin knows of this repository. Every key may be left out; a key that is not known is an error.
# Paths count from the folder of this file.

# PostgreSQL's major version, 14 to 18.
target = {target}

[schema]
# The state that is wanted: `underpin check` takes it where --to is not given.
path = "{path}"

# What runs against the database. `underpin check` says which of its queries a plan breaks, and at which step.
# [[consumer]]
# name = "shop-api"
# owner = "team-checkout"
# kind = "service"                      # service, job, analytics or cdc
# queries = ["services/shop/**/*.sql"]  # .sql (also sqlc, dbt), pg_stat_statements as .csv or .json, server logs as .log
# search_path = ["public"]
# deployed = "origin/main"              # the git revision that runs now, where it is not the work tree

[check]
# What has to go on: result (the same columns and types come back) > write (what was taken is taken) > read (queries
# still run) > none.
level = "write"
# Findings from this level on make `underpin check` and `underpin lint` end with 1: error, warning or note.
threshold = "error"
# ignore = ["UP511 public.legacy_*"]    # a code, and what it is about
# baseline = "underpin-baseline.json"   # findings that are known: written by `underpin check --write-baseline FILE`

# [check.severity]
# UP531 = "off"                         # off, note, warning or error; `underpin explain` lists the codes
)";

}  // namespace

std::string initial_config(const std::string& schema_path, int target) {
  std::string out(kText);
  const auto replace = [&](std::string_view mark, const std::string& text) {
    out.replace(out.find(mark), mark.size(), text);
  };
  replace("{target}", std::to_string(target));
  std::string path;
  for (const char c : schema_path) path += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
  replace("{path}", path);
  return out;
}

}  // namespace underpin
