// Which byte of an original each byte of a text that was made of it stands for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace underpin {

struct TextMap {
  // From `at` on the text and the original count alike, up to the next piece.
  struct Piece {
    uint32_t at, original;
  };
  std::vector<Piece> pieces;  // in order; none: the text is the original

  uint32_t original(uint32_t offset) const;
  // Notes where the text goes on; nothing where that follows from the piece before.
  void add(size_t at, size_t original);
};

}  // namespace underpin
