// Append-only storage that is read without a lock: an element never moves, chunks double in size. The writer
// serialises itself; a reader may ask for any index whose id was handed to it.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace underpin {

template <class T, unsigned kFirstBits = 10>
class Chunks {
 public:
  constexpr Chunks() = default;

  T& at(uint32_t index) const {
    const uint64_t shifted = uint64_t{index} + (uint64_t{1} << kFirstBits);
    const unsigned chunk = static_cast<unsigned>(std::bit_width(shifted)) - 1 - kFirstBits;
    return chunks_[chunk].load(std::memory_order_acquire)[shifted - (uint64_t{1} << (chunk + kFirstBits))];
  }

  // Makes room for `index`; under the writer's lock. Chunks are never freed: they belong to the process.
  T& make(uint32_t index) {
    const uint64_t shifted = uint64_t{index} + (uint64_t{1} << kFirstBits);
    const unsigned chunk = static_cast<unsigned>(std::bit_width(shifted)) - 1 - kFirstBits;
    if (chunks_[chunk].load(std::memory_order_relaxed) == nullptr)
      chunks_[chunk].store(new T[size_t{1} << (chunk + kFirstBits)](), std::memory_order_release);
    return at(index);
  }

 private:
  std::array<std::atomic<T*>, 33 - kFirstBits> chunks_{};
};

}  // namespace underpin
