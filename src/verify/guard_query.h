// A guard, asked of the model as a server would be: its query over the system catalogs is run on a state.
#pragma once

#include <optional>
#include <string>

#include "ir/catalog.h"

namespace underpin {

// The one value that the query gives; empty text for NULL and for no row. None where it is no query, or asks for what
// the model does not hold.
std::optional<std::string> ask_model(const Catalog& state, const std::string& query);

}  // namespace underpin
