// The parts that the JSON documents share. schemas/ describes them.
#pragma once

#include <nlohmann/json.hpp>

#include "emit/formats.h"

namespace underpin::emit {

using Json = nlohmann::ordered_json;

// A document's first fields: which format, and which version of it.
Json document_head(std::string_view format, int version);
// {"source": …, "fingerprint": …}
Json side(const std::string& source, const std::string& fingerprint);
Json change(const Diff& diff, const Change& change);
Json findings(const std::vector<Diagnostic>& findings);
// Two blanks of indentation, a newline at the end; what is not UTF-8 is replaced.
std::string print(const Json& json);

}  // namespace underpin::emit
