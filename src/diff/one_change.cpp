#include "diff/one_change.h"

#include "diff/stages.h"

namespace underpin {

Change change_of(const Catalog& before, ObjectId was, const Catalog& after, ObjectId is) {
  Change change{.type = ChangeType::kAlter, .kind = before.kind(was), .before = was, .after = is};
  change.attributes = diffing::changed_attributes(before, was, after, is);
  diffing::set_direction(before, after, change);
  return change;
}

}  // namespace underpin
