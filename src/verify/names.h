// Names as plans and queries write them, found in a state.
#pragma once

#include <string_view>

#include "ir/catalog.h"

namespace underpin {

// What `names` holds under "schema.name", each part quoted or not; none where there is no such thing.
ObjectId find_qualified(const Catalog& catalog, NameSpace names, std::string_view qualified);

}  // namespace underpin
