// The way back from a step that has removed values.
#pragma once

#include <string>

#include "ir/catalog.h"

namespace underpin {

struct Loss {
  Catalog wanted;    // the state before the step, as far as it can come back where there are rows
  std::string note;  // an SQL comment that says what is left to whoever goes back; empty: nothing
};

// A column comes back without its values, and its table's rows are still there: so it comes back nullable, and a CHECK
// that reads it comes back NOT VALID. `now`: the state behind the step, a clone of `before` that it was run on.
Loss what_can_come_back(const Catalog& now, const Catalog& before);

}  // namespace underpin
