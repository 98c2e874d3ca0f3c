// What has changed of one object.
#pragma once

#include "diff/diff.h"

namespace underpin {

// Of an object and of what it has become, with the directions of its attributes' changes and the worst of them. No
// attribute differs where nothing has changed.
Change change_of(const Catalog& before, ObjectId was, const Catalog& after, ObjectId is);

}  // namespace underpin
