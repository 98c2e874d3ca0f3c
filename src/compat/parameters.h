// The ways in which libraries write parameters, made PostgreSQL's own: :name, @name, ?, %s, %(name)s, sqlc.arg(name).
#pragma once

#include <string>
#include <string_view>

#include "base/text_map.h"

namespace underpin::compat {

struct Rewritten {
  std::string text;  // with $1, $2 …
  TextMap map;
  bool changed = false;
};

Rewritten rewrite_parameters(std::string_view sql);

}  // namespace underpin::compat
