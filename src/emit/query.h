// What queries give, take and touch, as text and as JSON.
#pragma once

#include <span>
#include <string>

#include "bind/queries.h"

namespace underpin {

std::string query_json(std::span<const AnsweredStatement> statements);
std::string query_text(std::span<const AnsweredStatement> statements, bool color);

}  // namespace underpin
