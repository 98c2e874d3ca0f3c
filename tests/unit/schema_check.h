// Is a JSON document valid by its schema?
#pragma once

#include <string>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "base/embedded.h"

namespace underpin::test {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

// What is wrong with a document, "" when nothing is.
inline std::string problems(std::string_view schema_path, const std::string& document) {
  const auto schema_json = nlohmann::json::parse(embedded(schema_path));
  valijson::Schema schema;
  valijson::SchemaParser().populateSchema(Adapter(schema_json), schema);
  const auto json = nlohmann::json::parse(document);
  valijson::ValidationResults results;
  if (valijson::Validator().validate(schema, Adapter(json), &results)) return {};
  std::string out;
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    for (const std::string& part : error.context) out += part;
    out += ": " + error.description + "\n";
  }
  return out.empty() ? "not valid" : out;
}

}  // namespace underpin::test
