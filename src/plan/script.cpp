#include "plan/script.h"

#include <algorithm>

#include "ir/print.h"

namespace underpin {

std::string script_search_path(const Catalog& before, const Catalog& after) {
  std::vector<std::string> schemas;
  for (const Catalog* catalog : {&before, &after})
    catalog->for_each([&](ObjectId id) {
      if (!catalog->is(id, Kind::kExtension)) return;
      const Symbol schema = catalog->body<Extension>(id).schema;
      if (!schema.empty() && schema.text() != "public" && schema.text() != "pg_catalog")
        schemas.push_back(quote_identifier(schema));
    });
  std::ranges::sort(schemas);
  schemas.erase(std::unique(schemas.begin(), schemas.end()), schemas.end());
  std::string path = "public";
  for (const std::string& schema : schemas) path += ", " + schema;
  return path;
}

std::vector<std::string> script_settings(const Catalog& before, const Catalog& after) {
  return {"SET client_encoding = 'UTF8'", "SET check_function_bodies = off",
          "SET search_path = " + script_search_path(before, after)};
}

// Whoever waits for a lock that keeps others waiting keeps them waiting, too: such a step gives up soon, and can be run
// again. What builds, checks or fills beside the others' work may wait.
std::string_view lock_timeout(const Step& step) {
  return step.transactional && step.action != "validate" ? "'5s'" : "0";
}

}  // namespace underpin
