// Who owns what states no owner.
#pragma once

#include "ir/catalog.h"

namespace underpin::cli {

// A dump states every owner, a schema written by hand states few. The side that states owners says who runs the DDL:
// "postgres" if that role owns anything there; else the role that owns the most, where the side leaves no owner out.
// The old side is asked first. Empty where neither side tells: then what has no owner belongs to one and the same
// unknown role.
Symbol infer_owner(const Catalog& before, const Catalog& after);

}  // namespace underpin::cli
