#include "verify/state_print.h"

#include <string>

#include "ir/attributes.h"
#include "ir/contents.h"

namespace underpin {
namespace {

uint64_t key_of(const Catalog& state, ObjectId id) { return hash64(match_key(state, id)); }

// As splitmix64 does: sums of what comes out do not meet by accident.
uint64_t stirred(uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31);
}

// Who owns what states no owner is known of a state as a whole, and no part of its objects' content.
uint64_t owner_of(const Catalog& state, ObjectId id) {
  const Symbol owner = state.at(id).owner;
  return (owner.empty() ? state.default_owner : owner).value;
}

// Does any object that the origin has go by another name or stand in another place?
bool names_stay(const Catalog& state, const Catalog& origin) {
  for (uint32_t i = 1; i < origin.size(); ++i) {
    const ObjectId id{i};
    if (state.shares(origin, id) || state.removed(id)) continue;
    if (state.name(id) != origin.name(id) || state.parent(id) != origin.parent(id)) return false;
    // A signature may follow what it names.
    if (info(state.kind(id)).names == NameSpace::kRoutine && match_key(state, id) != match_key(origin, id))
      return false;
  }
  return true;
}

}  // namespace

StatePrint::StatePrint(const Catalog& state) : keys_(state.size()) {
  state.for_each([&](ObjectId id) { keys_[id.value] = key_of(state, id); });
  add_up(state);
}

StatePrint::StatePrint(const Catalog& state, const Catalog& origin, const StatePrint& of_origin)
    : keys_(of_origin.keys_) {
  follow_contents(state, origin);
  const uint32_t known = names_stay(state, origin) ? static_cast<uint32_t>(keys_.size()) : 1;
  keys_.resize(state.size());
  for (uint32_t i = known; i < state.size(); ++i)
    if (!state.removed(ObjectId{i})) keys_[i] = key_of(state, ObjectId{i});
  add_up(state);
}

bool StatePrint::has_key(const Catalog& state, uint64_t key) const {
  for (uint32_t i = 1; i < keys_.size(); ++i)
    if (keys_[i] == key && !state.removed(ObjectId{i})) return true;
  return false;
}

void StatePrint::add_up(const Catalog& state) {
  const auto known = contents(state);
  state.for_each([&](ObjectId id) {
    const Hash128 content = known->of(id);
    const uint64_t key = keys_[id.value] + 0x9e3779b97f4a7c15U * owner_of(state, id);
    sum_.high += stirred(content.high ^ stirred(key));
    sum_.low += stirred(content.low + stirred(key ^ content.high));
  });
}

}  // namespace underpin
