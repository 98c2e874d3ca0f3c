#include "live/known_secrets.h"

#include <algorithm>
#include <utility>

#include "ir/attributes.h"
#include "live/secret.h"

namespace underpin::live {
namespace {

bool is_secret(Symbol value) { return value.text() == kSecret; }

void take_over(Options& into, const Options& from) {
  for (Option& option : into) {
    if (!is_secret(option.value)) continue;
    const auto known = std::ranges::find(from, option.name, &Option::name);
    if (known != from.end()) option.value = known->value;
  }
}

template <class Body>
void take_over(Catalog& into, ObjectId id, const Catalog& from, ObjectId other, Options Body::*options) {
  const auto secret = [](const Option& option) { return is_secret(option.value); };
  if (std::ranges::any_of(std::as_const(into).body<Body>(id).*options, secret))
    take_over(into.body<Body>(id).*options, from.body<Body>(other).*options);
}

void one_way(Catalog& into, const Catalog& from) {
  std::unordered_map<std::string, ObjectId> others;
  const auto may_hold_one = [](const Catalog& catalog, ObjectId id) {
    const Kind kind = catalog.kind(id);
    return kind == Kind::kServer || kind == Kind::kUserMapping || kind == Kind::kForeignDataWrapper ||
           kind == Kind::kSubscription || (kind == Kind::kTable && !catalog.body<Table>(id).foreign_options.empty());
  };
  from.for_each([&](ObjectId id) {
    if (may_hold_one(from, id)) others.emplace(match_key(from, id), id);
  });
  std::as_const(into).for_each([&](ObjectId id) {
    const auto found = may_hold_one(into, id) ? others.find(match_key(into, id)) : others.end();
    if (found == others.end()) return;
    const ObjectId other = found->second;
    switch (into.kind(id)) {
      case Kind::kServer: return take_over(into, id, from, other, &Server::options);
      case Kind::kUserMapping: return take_over(into, id, from, other, &UserMapping::options);
      case Kind::kTable: return take_over(into, id, from, other, &Table::foreign_options);
      case Kind::kForeignDataWrapper: return take_over(into, id, from, other, &ForeignDataWrapper::options);
      default: break;
    }
    if (is_secret(std::as_const(into).body<Subscription>(id).connection))
      into.body<Subscription>(id).connection = from.body<Subscription>(other).connection;
  });
}

}  // namespace

void reconcile_secrets(Catalog& before, Catalog& after) {
  one_way(before, after);
  one_way(after, before);
}

}  // namespace underpin::live
