// What is not there, as a finding.
#pragma once

#include "analyze/analyze.h"

namespace underpin::bind {

Diagnostic diagnostic_of(const NotFound& why);

}  // namespace underpin::bind
