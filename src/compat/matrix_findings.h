// What the matrix means: which release breaks where, and whether a gate stands before that.
#pragma once

#include "compat/found.h"
#include "compat/matrix.h"

namespace underpin::compat {

std::vector<Found> findings_of(const Matrix& matrix, const Course& course);

// "after step drop-column-app.users.name"
std::string when(const Course& course, size_t state);

}  // namespace underpin::compat
