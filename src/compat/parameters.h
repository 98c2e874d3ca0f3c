// The ways in which libraries write parameters, made PostgreSQL's own: :name, @name, ?, %s, %(name)s, sqlc.arg(name).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace underpin::compat {

struct Rewritten {
  std::string text;  // with $1, $2 …
  bool changed = false;

  // The byte of the original that stands at a byte of the text.
  uint32_t original(uint32_t offset) const;

  struct Piece {
    uint32_t at, original;  // from here on both count alike
  };
  std::vector<Piece> pieces;
};

Rewritten rewrite_parameters(std::string_view sql);

}  // namespace underpin::compat
