// Old names that a view serves.
#pragma once

#include <optional>

#include "ir/catalog.h"

namespace underpin {

// `now` (made of `before`: an id is the same object) as those see it who know the tables of `before`: a table under
// another name, whose old one a view with all its columns has, stands under the old name again, with what goes by it.
// Nothing where there is none.
std::optional<Catalog> with_served_names(const Catalog& before, const Catalog& now);

}  // namespace underpin
