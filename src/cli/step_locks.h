// What each step of a plan locks.
#pragma once

#include "emit/formats.h"
#include "plan/plan.h"

namespace underpin::cli {

// Fills the steps' locks and how long they last, and says in the certificate what they were predicted from.
void predict_locks(Plan& plan, const Catalog& before, Certificate& certificate);

}  // namespace underpin::cli
