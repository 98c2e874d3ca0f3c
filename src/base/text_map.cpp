#include "base/text_map.h"

#include <algorithm>

namespace underpin {

uint32_t TextMap::original(uint32_t offset) const {
  const auto after = std::ranges::upper_bound(pieces, offset, {}, &Piece::at);
  if (after == pieces.begin()) return offset;
  const Piece& piece = *(after - 1);
  const uint32_t limit = after == pieces.end() ? UINT32_MAX : after->original;
  return std::min(piece.original + (offset - piece.at), limit);
}

void TextMap::add(size_t at, size_t original) {
  if (!pieces.empty() && original - pieces.back().original == at - pieces.back().at) return;
  pieces.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(original)});
}

}  // namespace underpin
