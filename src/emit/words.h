// The words that all formats share: what an object is called, signs, colours, text made safe for its surroundings.
#pragma once

#include <string>

#include "diff/diff.h"

namespace underpin::emit {

// The object that a change is about, where it stands: after the change, or before it for a drop.
struct Subject {
  const Catalog* catalog = nullptr;
  ObjectId id;
};
Subject subject(const Diff& diff, const Change& change);

// "table", "foreign key", "materialized view", "operator class".
std::string kind_words(const Catalog& catalog, ObjectId id);
std::string kind_words(Kind kind);
// The name under which it stands in its parent: "email", "f(integer)"; for what has no parent its identity.
std::string short_name(const Catalog& catalog, ObjectId id);

char sign(ChangeType type);
std::string_view change_word(ChangeType type);         // create, drop, alter
std::string_view direction_word(Direction direction);  // forward, sideways, backward

// "1 step", "2 steps", "3 indexes", "2 policies".
std::string counted(size_t count, std::string_view singular);

// On one line and without control characters, so that no name can end a comment or move a cursor; cut to `limit`
// characters.
std::string one_line(std::string_view text, size_t limit = 400);
// The same lines without control characters.
std::string printable_lines(std::string_view text);

// "not_null" → "not null".
std::string attribute_words(std::string_view slug);
// Display text of the attribute of that name, "" where the kind has none such.
std::string display(const Catalog& catalog, ObjectId id, std::string_view slug);

enum class Color : uint8_t { kPlain, kBold, kDim, kGreen, kRed, kYellow, kCyan };
struct Paint {
  bool on = false;
  std::string operator()(Color color, std::string_view text) const;
};
Color color_of(ChangeType type);

}  // namespace underpin::emit
