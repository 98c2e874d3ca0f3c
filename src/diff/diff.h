// Two catalogs → changes. Knows no kind: walks attributes (ir/attributes.h).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "ir/attributes.h"

namespace underpin {

enum class ChangeType : uint8_t { kCreate, kDrop, kAlter };
// DESIGN §1: adds and breaks nobody · old and new live side by side · removes.
enum class Direction : uint8_t { kForward, kSideways, kBackward };

struct AttributeChange {
  uint16_t attribute = 0;  // index in attributes(kind)
  std::string_view slug;
  Direction direction = Direction::kForward;  // of this one alone
};

struct Change {
  ChangeType type = ChangeType::kAlter;
  Kind kind = Kind::kNone;
  ObjectId before;       // in Diff::before; none for kCreate
  ObjectId after;        // in Diff::after; none for kDrop
  bool renamed = false;  // by directive: before and after have other names (or another schema)
  Direction direction = Direction::kForward;
  std::vector<AttributeChange> attributes;  // kAlter, in order

  bool touches(std::string_view slug) const;
};

// Object of one catalog → object of another; most are in it, so it is a plain table.
class ObjectMap {
 public:
  struct Entry {
    ObjectId second;
  };

  ObjectId at(ObjectId id) const {
    return id.value < to_.size() ? to_[id.value].second : ObjectId{};
  }  // none if it has none
  bool contains(ObjectId id) const { return static_cast<bool>(at(id)); }
  const Entry* find(ObjectId id) const { return contains(id) ? &to_[id.value] : end(); }
  const Entry* end() const { return nullptr; }
  void set(ObjectId from, ObjectId to) {
    if (from.value >= to_.size()) to_.resize(from.value + 1);
    to_[from.value].second = to;
  }
  void reserve(size_t size) { to_.reserve(size); }

 private:
  std::vector<Entry> to_;
};

struct Diff {
  const Catalog* before = nullptr;
  const Catalog* after = nullptr;
  // `before` with the renames of after's directives done, ids as in `before`; null where there are none.
  std::shared_ptr<const Catalog> renamed;
  std::vector<Change> changes;  // sorted by kind, then by name
  ObjectMap to_after;           // matched objects, before → after
  ObjectMap to_before;          // and back

  bool empty() const { return changes.empty(); }
  // The catalog whose names are those of `after` where objects match.
  const Catalog& base() const { return renamed ? *renamed : *before; }
};

// Sub-objects that come and go with their parent (a new table's columns, a dropped table's indexes) have changes of
// their own too: planning decides which are part of another's statement. Emits: looks-like-a-rename,
// column-order-differs, directive-matches-nothing.
Diff diff(const Catalog& before, const Catalog& after, Sink& sink);

}  // namespace underpin
