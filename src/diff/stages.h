// The stages of diff(), one file each; seen by diff/ alone.
#pragma once

#include "diff/diff.h"
#include "ir/contents.h"

namespace underpin::diffing {

// Applies after's `renamed from` directives to a copy of before; null where there is nothing to rename. `renamed_ids`:
// the objects that got another name or schema. (renames.cpp)
std::shared_ptr<const Catalog> apply_renames(const Catalog& before, const Catalog& after,
                                             std::vector<ObjectId>& renamed_ids, Sink& sink);

// Renames it, and the index that serves it where it is a constraint: that goes by its name. (renames.cpp)
void give_name(Catalog& catalog, ObjectId object, Symbol name);

// Keys, indexes and owned sequences of which one goes and another comes that is the same but for its name get that
// name: in tables that were renamed, or of which such a pair is among the one-sided changes. True if there were any;
// then `diff` has another base. (implied_renames.cpp)
bool follow_names(Diff& diff, std::vector<ObjectId>& renamed_ids);

// Fills to_after and to_before. (match.cpp)
void match(Diff& diff);

// Do two objects of the same key have the same content? (compare.cpp)
class Comparison {
 public:
  Comparison(const Catalog& before, const Catalog& after);
  bool same(ObjectId before, ObjectId after) const;

 private:
  const Catalog& before_;
  const Catalog& after_;
  std::shared_ptr<const Contents> contents_before_, contents_after_;
};
std::vector<AttributeChange> changed_attributes(const Catalog& before, ObjectId a, const Catalog& after, ObjectId b);

// (direction.cpp)
// Fills the direction of the change, the worst of its attributes', and those.
void set_direction(const Catalog& before, const Catalog& after, Change& change);

// Appends everything about an object but its name, owner and privileges. (findings.cpp)
void append_shape(const Catalog& catalog, ObjectId id, std::string& out);

// Findings about the finished diff. (findings.cpp)
void suggest_renames(const Diff& diff, Sink& sink);
void note_column_order(const Diff& diff, Sink& sink);

}  // namespace underpin::diffing
