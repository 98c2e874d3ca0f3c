#include "emit/script.h"

#include <algorithm>
#include <vector>

#include "ir/print.h"

namespace underpin::emit {

std::string script_search_path(const Diff& diff) {
  std::vector<std::string> schemas;
  for (const Catalog* catalog : {diff.before, diff.after})
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

}  // namespace underpin::emit
