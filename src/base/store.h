// A vector in chunks. A copy shares the chunks, and the first write to a shared one copies it: a copy costs little, and
// so does what is written to it.
//
// An element stays where it is until its chunk is copied; so a reference that was taken for reading is not to be used
// behind a write to its own store. Copies of one store belong to one thread at a time, but for reading.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace underpin {

template <class T>
class Store {
 public:
  Store() = default;
  Store(Store&& other) noexcept : slots_(std::exchange(other.slots_, {})), size_(std::exchange(other.size_, 0)) {}
  Store& operator=(Store&& other) noexcept {
    slots_ = std::exchange(other.slots_, {});
    size_ = std::exchange(other.size_, 0);
    return *this;
  }
  Store(const Store& other) : slots_(other.slots_), size_(other.size_) { share(other); }
  Store& operator=(const Store& other) {
    slots_ = other.slots_;
    size_ = other.size_;
    share(other);
    return *this;
  }
  ~Store() = default;

  size_t size() const { return size_; }
  const T& operator[](size_t index) const { return slots_[index / kChunk].chunk->items[index % kChunk]; }
  T& write(size_t index) {
    Slot& slot = slots_[index / kChunk];
    if (!slot.own) take(slot);
    return slot.chunk->items[index % kChunk];
  }
  T& add() {
    if (size_ == slots_.size() * kChunk) slots_.push_back({std::make_shared<Chunk>(), true});
    return write(size_++);  // what lies behind the end is as it was made
  }

  // Is the element one and the same in both? If not it may still be equal.
  bool shares(const Store& other, size_t index) const {
    return index < size_ && index < other.size_ && slots_[index / kChunk].chunk == other.slots_[index / kChunk].chunk;
  }

 private:
  static constexpr size_t kChunk = 64;
  struct Chunk {
    std::array<T, kChunk> items{};
  };
  struct Slot {
    std::shared_ptr<Chunk> chunk;
    bool own = false;  // nobody else has it
  };

  void share(const Store& other) {
    for (Slot& slot : slots_) slot.own = false;
    for (Slot& slot : other.slots_) slot.own = false;
  }

  static void take(Slot& slot) {
    if (slot.chunk.use_count() > 1) slot.chunk = std::make_shared<Chunk>(*slot.chunk);
    slot.own = true;
  }

  mutable std::vector<Slot> slots_;  // a copy of this marks them as shared
  size_t size_ = 0;
};

}  // namespace underpin
