// The typed tree of an expression or a query, between PostgreSQL's raw tree and the canonical form. Lives in a Pool for
// as long as one analysis takes.
#pragma once

#include <cstring>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "analyze/type.h"

namespace underpin::analyze {

// Memory that is freed all at once and used again.
class Pool {
 public:
  void* allocate(size_t bytes) {
    bytes = (bytes + 7) & ~size_t{7};
    if (bytes > kChunk / 4) return large_.emplace_back(std::make_unique_for_overwrite<char[]>(bytes)).get();
    if (chunks_.empty() || used_ + bytes > kChunk) next_chunk();
    char* place = chunks_[chunk_].get() + used_;
    used_ += bytes;
    return place;
  }
  template <class T>
  T* make() {
    return new (allocate(sizeof(T))) T();
  }
  template <class T>
  std::span<T> array(size_t count) {
    T* data = static_cast<T*>(allocate(sizeof(T) * count));
    for (size_t i = 0; i < count; ++i) new (data + i) T();
    return {data, count};
  }
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    char* place = static_cast<char*>(allocate(text.size()));
    std::memcpy(place, text.data(), text.size());
    return {place, text.size()};
  }
  void reset() {
    chunk_ = 0;
    used_ = chunks_.empty() ? kChunk : 0;
    large_.clear();
  }

 private:
  static constexpr size_t kChunk = size_t{32} << 10;
  void next_chunk() {
    if (!chunks_.empty()) ++chunk_;
    if (chunk_ == chunks_.size()) chunks_.push_back(std::make_unique_for_overwrite<char[]>(kChunk));
    used_ = 0;
  }
  std::vector<std::unique_ptr<char[]>> chunks_, large_;
  size_t chunk_ = 0, used_ = kChunk;
};

enum class TermKind : uint8_t {
  kConst,   // text = its value as its type's output function writes it; type kTypeUnknown = a string literal without a
            // type yet
  kColumn,  // of `entry`
  kCast,    // args[0] to type and modifier
  kArray,   // ARRAY[…] of args
  kRow,     // ROW(…) of args
  kNode,    // text = what it is, then args
};

struct Entry;
struct OutColumn;

struct Term {
  TermKind kind = TermKind::kNode;
  bool null = false;           // kConst: NULL
  bool numeral = false;        // kConst: written as a number
  bool explicit_cast = false;  // kCast: written, not implied
  bool returns_set = false;    // a call that gives rows
  char call = 0;               // kNode: a aggregate, w window function; 0 anything else
  int location = -1;           // where it begins in the statement's text; -1 = not known
  uint32_t parameter = 0;      // kNode: the number of a $n; its type is kTypeUnknown until a use gives it one
  uint32_t depth = 0;          // of the query level that an aggregate belongs to
  Type type;                   // of its value; unknown where we cannot tell
  Symbol modifier;
  uint32_t ref = 0;  // place in the analyzer's references from 1; 0 = none
  std::string_view text;
  std::span<Term*> args;
  const Entry* entry = nullptr;
  const OutColumn* fields = nullptr;  // of a record whose fields are known
  size_t field_count = 0;
};

// A list of terms that grows in a pool.
class Terms {
 public:
  explicit Terms(Pool& pool, size_t capacity = 4) : pool_(pool), items_(pool.array<Term*>(capacity)) {}
  Terms(Pool& pool, std::initializer_list<Term*> items) : Terms(pool, items.size()) {
    for (Term* item : items) add(item);
  }
  void add(Term* item) {
    if (count_ == items_.size()) grow();
    items_[count_++] = item;
  }
  void add_if(Term* item) {
    if (item != nullptr) add(item);
  }
  std::span<Term*> span() const { return items_.first(count_); }
  size_t size() const { return count_; }
  Term*& operator[](size_t i) { return items_[i]; }

 private:
  void grow() {
    std::span<Term*> wider = pool_.array<Term*>(items_.size() * 2 + 4);
    std::memcpy(wider.data(), items_.data(), count_ * sizeof(Term*));
    items_ = wider;
  }
  Pool& pool_;
  std::span<Term*> items_;
  size_t count_ = 0;
};

}  // namespace underpin::analyze
