// Secrets that a server did not tell.
#pragma once

#include "ir/catalog.h"

namespace underpin::live {

// A secret that one side leaves out is taken to be what the other side says it is: it is unknown, and what is unknown
// is no change.
void reconcile_secrets(Catalog& before, Catalog& after);

}  // namespace underpin::live
