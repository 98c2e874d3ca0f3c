// A plan for those who run beside it.
#pragma once

#include "cli/checking.h"
#include "cli/pipeline.h"

namespace underpin::cli {

// Holds the plan against what the consumers run: gates say what they wait for, and what breaks where no gate helps is
// an error in the sink. Severities and suppressions count as they do in a check.
void heed_consumers(const CheckSettings& settings, CheckInput& input, const Pair& pair, Plan& plan,
                    Certificate& certificate, Sink& sink);

}  // namespace underpin::cli
