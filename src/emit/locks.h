// What statements cost, as text and as JSON.
#pragma once

#include <span>
#include <string>

#include "locks/script.h"

namespace underpin {

std::string locks_json(std::span<const Prediction> predictions);
std::string locks_text(std::span<const Prediction> predictions, bool color);

}  // namespace underpin
