// The gates of a plan, where it is known what runs: each waits for the queries that fail behind it.
#pragma once

#include "compat/matrix.h"

namespace underpin::compat {

// Puts a gate before the switch or the contract phase where a step of it breaks a query that runs now, and which the
// release to come does not run, and none stands there. What it waits for names those queries; `name_all`: so do the
// gates that were there. Both plan and course have the gates then.
void add_gates(Plan& plan, Course& course, const Matrix& matrix, bool name_all);

}  // namespace underpin::compat
