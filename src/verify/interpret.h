// SQL text on the model: parsed and bound, as psql in autocommit would run it.
#pragma once

#include <optional>
#include <string>

#include "ir/catalog.h"

namespace underpin {

struct ModelRules {
  int target = 18;
  Symbol role;  // that runs it
};

// What the first statement that is refused is refused for; then the state is half way and to be thrown away.
std::optional<std::string> interpret(Catalog& state, const std::string& sql, const ModelRules& rules);

}  // namespace underpin
