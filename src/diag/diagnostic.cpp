#include "diag/diagnostic.h"

#include <utility>

#include "diag/codes.h"

namespace underpin {

Diagnostic& Sink::emit(const CodeInfo& code, Place place, std::string message) {
  if (full() && code.level == Level::kError) {
    if (!std::exchange(told_, true))
      all_.push_back(
          {.code = &code::kTooManyErrors, .place = place, .message = "too many errors; the rest is left out"});
    return left_out_ = {.code = &code, .level = code.level, .place = place, .message = std::move(message)};
  }
  return all_.emplace_back(
      Diagnostic{.code = &code, .level = code.level, .place = place, .message = std::move(message)});
}

// The last one may still change its level; those before are counted once.
size_t Sink::errors() const {
  if (all_.empty()) return 0;
  for (; counted_ + 1 < all_.size(); ++counted_) counted_errors_ += all_[counted_].level == Level::kError;
  return counted_errors_ + (all_.back().level == Level::kError);
}

}  // namespace underpin
