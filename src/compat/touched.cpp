// Which queries may notice the difference between two states: by the names of what differs.
#include <algorithm>
#include <unordered_set>

#include "compat/course.h"
#include "ir/attributes.h"

namespace underpin::compat {
namespace {

// Does a query's meaning depend on objects of the kind?
enum class Matters : uint8_t { kNo, kByName, kToAll };
Matters matters(Kind kind) {
  switch (kind) {
    case Kind::kExtension:
    case Kind::kOpaque:
    case Kind::kCollation: return Matters::kToAll;
    case Kind::kEnum:
    case Kind::kDomain:
    case Kind::kComposite:
    case Kind::kRange:
    case Kind::kFunction:
    case Kind::kAggregate:
    case Kind::kSequence:
    case Kind::kTable:
    case Kind::kView:
    case Kind::kMaterializedView:
    case Kind::kColumn:
    case Kind::kConstraint:
    case Kind::kIndex:
    case Kind::kTrigger:
    case Kind::kRule: return Matters::kByName;
    default: return Matters::kNo;
  }
}

bool is_type(Kind kind) {
  switch (kind) {
    case Kind::kEnum:
    case Kind::kDomain:
    case Kind::kComposite:
    case Kind::kRange:
    case Kind::kTable:
    case Kind::kView:
    case Kind::kMaterializedView: return true;
    default: return false;
  }
}

bool has_a_type(Kind kind) {
  switch (kind) {
    case Kind::kColumn:
    case Kind::kFunction:
    case Kind::kAggregate:
    case Kind::kDomain:
    case Kind::kComposite:
    case Kind::kRange:
    case Kind::kView:  // one that can be written to is as what is below it
    case Kind::kMaterializedView: return true;
    default: return false;
  }
}

// Attributes with what makes them different to a query, but not to the differ: where it lives, an index that is
// invalid.
std::string whole(const Catalog& catalog, ObjectId id) {
  std::string out(catalog.name(id).text());
  out += '\n' + std::to_string(catalog.parent(id).value) + '\n';
  append_content(catalog, id, out);
  return out;
}

class Touched {
 public:
  Touched(const Catalog& before, CourseState& now) : before_(before), state_(now), now_(now.catalog) {}

  void run() {
    for (uint32_t i = 1; i < now_.size(); ++i) look(ObjectId{i});
    if (state_.all_touched) return;
    follow_types();
    std::ranges::sort(state_.touched, {}, [](Symbol symbol) { return symbol.value; });
    state_.touched.erase(std::unique(state_.touched.begin(), state_.touched.end()), state_.touched.end());
  }

 private:
  void look(ObjectId id) {
    const bool is_new = id.value >= before_.size();
    const bool was = !is_new && !before_.removed(id), is = !now_.removed(id);
    if (!was && !is) return;
    if (was && is && !differs(before_, now_, id)) return;
    const Kind kind = now_.kind(id);
    // A schema that gets another name or goes changes what every name in it means.
    const bool moves = kind == Kind::kSchema && was && (!is || before_.name(id) != now_.name(id));
    if (moves || matters(kind) == Matters::kToAll) state_.all_touched = true;
    if (matters(kind) != Matters::kByName) return;
    if (was) add(before_, id);
    if (is) add(now_, id);
  }

  void add(const Catalog& catalog, ObjectId id) {
    for (; id && catalog.kind(id) != Kind::kSchema; id = catalog.parent(id)) {
      state_.touched.push_back(catalog.name(id));
      // Who deletes from the table that a foreign key points at meets the key.
      if (catalog.is(id, Kind::kConstraint))
        if (const ObjectId other = catalog.body<Constraint>(id).referenced)
          state_.touched.push_back(catalog.name(other));
      if (catalog.is(id, Kind::kRange)) state_.touched.push_back(catalog.body<Range>(id).multirange);
      if (is_type(catalog.kind(id)) && types_.insert(id).second) pending_ = true;
    }
  }

  // What has a type that differs differs, too.
  void follow_types() {
    while (pending_) {
      pending_ = false;
      now_.for_each([&](ObjectId id) {
        if (!has_a_type(now_.kind(id)) || seen_.contains(id)) return;
        bool found = false;
        for_each_reference(now_, id, [&](ObjectId target, std::string_view) { found |= types_.contains(target); });
        if (found && seen_.insert(id).second) add(now_, id);
      });
    }
  }

  const Catalog& before_;
  CourseState& state_;
  const Catalog& now_;
  std::unordered_set<ObjectId> types_, seen_;
  bool pending_ = false;
};

}  // namespace

bool differs(const Catalog& before, const Catalog& now, ObjectId id) {
  if (now.shares(before, id) && shares_attributes(now, before, id)) return false;
  // Neighbours in a store are copied together: they may be equal all the same.
  return whole(before, id) != whole(now, id);
}

void note_touched(const Catalog& before, CourseState& now) { Touched(before, now).run(); }

}  // namespace underpin::compat
