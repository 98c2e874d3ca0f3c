// Two catalogs → changes. Knows no kind: walks attributes (ir/attributes.h).
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "diag/diagnostic.h"
#include "ir/attributes.h"

namespace underpin {

enum class ChangeType : uint8_t { kCreate, kDrop, kAlter };
// DESIGN §1: adds and breaks nobody · old and new live side by side · removes.
enum class Direction : uint8_t { kForward, kSideways, kBackward };

struct AttributeChange {
  uint16_t attribute = 0;     // index in attributes(kind)
  std::string_view slug;
};

struct Change {
  ChangeType type = ChangeType::kAlter;
  Kind kind = Kind::kNone;
  ObjectId before;            // in Diff::before; none for kCreate
  ObjectId after;             // in Diff::after; none for kDrop
  bool renamed = false;       // by directive: before and after have other names (or another schema)
  Direction direction = Direction::kForward;
  std::vector<AttributeChange> attributes;  // kAlter, in order

  bool touches(std::string_view slug) const;
};

struct Diff {
  const Catalog* before = nullptr;
  const Catalog* after = nullptr;
  std::vector<Change> changes;  // sorted by kind, then by name
  std::unordered_map<ObjectId, ObjectId> to_after;   // matched objects, before → after
  std::unordered_map<ObjectId, ObjectId> to_before;  // and back

  bool empty() const { return changes.empty(); }
};

// Sub-objects that come and go with their parent (a new table's columns, a dropped table's indexes) have changes of their own
// too: planning decides which are part of another's statement.
// Emits: looks-like-a-rename, column-order-differs, directive-matches-nothing.
Diff diff(const Catalog& before, const Catalog& after, Sink& sink);

}  // namespace underpin
