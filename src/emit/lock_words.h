// What a lock means, in words.
#pragma once

#include <string>
#include <string_view>

#include "locks/script.h"

namespace underpin::emit {

// Whom it keeps waiting: "blocks reads and writes".
std::string_view lock_victims(LockMode mode);
// How long the statement holds its locks: "as long as public.t takes to be written anew".
std::string lock_duration(const Prediction& prediction);

}  // namespace underpin::emit
