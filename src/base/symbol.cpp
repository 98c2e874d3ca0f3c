#include "base/symbol.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "base/arena.h"
#include "base/check.h"
#include "base/chunks.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace underpin {
namespace {

constinit Chunks<std::string_view, 12> g_texts;  // by id; 0 is the empty text

// Open addressing; a slot is hash << 32 | id, 0 when free. Readers probe without a lock. A table that has become
// too small is kept for readers that still look at it.
struct Table {
  explicit Table(size_t size) : slots(new std::atomic<uint64_t>[size]()), mask(size - 1) {}
  size_t size() const { return mask + 1; }
  std::unique_ptr<std::atomic<uint64_t>[]> slots;
  size_t mask;
};

class Interner {
 public:
  Symbol intern(std::string_view text) {
    const uint32_t hash = hash_of(text);
    if (const uint32_t id = find(*table_.load(std::memory_order_acquire), text, hash)) return {{id}};
    const std::lock_guard lock(mutex_);
    Table* table = tables_.back().get();
    if (const uint32_t id = find(*table, text, hash)) return {{id}};
    if (2 * (size_t{count_} + 1) > table->size()) table = grow(*table);
    const uint32_t id = ++count_;
    UNDERPIN_CHECK(id != 0);
    g_texts.make(id) = arena_.keep(text);
    insert(*table, uint64_t{hash} << 32 | id);
    return {{id}};
  }

 private:
  static uint32_t hash_of(std::string_view text) {
    return static_cast<uint32_t>(XXH3_64bits(text.data(), text.size()));
  }

  static uint32_t find(const Table& table, std::string_view text, uint32_t hash) {
    for (size_t i = hash & table.mask;; i = (i + 1) & table.mask) {
      const uint64_t slot = table.slots[i].load(std::memory_order_acquire);
      if (slot == 0) return 0;
      if (slot >> 32 != hash) continue;
      const auto id = static_cast<uint32_t>(slot);
      if (g_texts.at(id) == text) return id;
    }
  }

  static void insert(Table& table, uint64_t slot) {
    size_t i = (slot >> 32) & table.mask;
    while (table.slots[i].load(std::memory_order_relaxed) != 0) i = (i + 1) & table.mask;
    table.slots[i].store(slot, std::memory_order_release);
  }

  Table* grow(const Table& old) {
    tables_.push_back(std::make_unique<Table>(old.size() * 2));
    Table* table = tables_.back().get();
    for (size_t i = 0; i < old.size(); ++i)
      if (const uint64_t slot = old.slots[i].load(std::memory_order_relaxed)) insert(*table, slot);
    table_.store(table, std::memory_order_release);
    return table;
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<Table>> tables_ = first_table();
  std::atomic<Table*> table_ = tables_.back().get();
  uint32_t count_ = 0;
  Arena arena_;

  static std::vector<std::unique_ptr<Table>> first_table() {
    std::vector<std::unique_ptr<Table>> tables;
    tables.push_back(std::make_unique<Table>(size_t{1} << 16));
    return tables;
  }
};

Interner& interner() {
  static Interner& instance = *new Interner;  // never destroyed: static objects may hold symbols
  return instance;
}

}  // namespace

std::string_view Symbol::text() const { return value == 0 ? std::string_view{} : g_texts.at(value); }

Symbol intern(std::string_view text) { return text.empty() ? Symbol{} : interner().intern(text); }

}  // namespace underpin
