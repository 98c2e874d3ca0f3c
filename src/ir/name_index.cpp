#include "ir/name_index.h"

#include <boost/unordered/unordered_flat_map.hpp>

namespace underpin {
namespace {

struct Key {
  uint64_t scope;
  Symbol name;
  friend bool operator==(const Key&, const Key&) = default;
};
struct KeyHash {
  size_t operator()(const Key& key) const noexcept {
    return (key.scope * 0x9E3779B97F4A7C15ull) ^ (key.name.value * 0xC2B2AE3D27D4EB4Full);
  }
};

// A map whose copies have one base, which none of them writes to, and their own changes over it. What has no value is
// as good as not there.
template <class Value>
class LayeredMap {
 public:
  // nullptr where nothing was ever set.
  const Value* find(const Key& key) const {
    if (!over_.empty())
      if (const auto found = over_.find(key); found != over_.end()) return &found->second;
    const auto found = base_->find(key);
    return found == base_->end() ? nullptr : &found->second;
  }

  Value& write(const Key& key) {
    if (base_.use_count() == 1) {
      if (!over_.empty()) merge();
      return (*base_)[key];
    }
    const auto [place, fresh] = over_.try_emplace(key);
    if (fresh)
      if (const auto found = base_->find(key); found != base_->end()) place->second = found->second;
    return place->second;
  }

 private:
  using Map = boost::unordered_flat_map<Key, Value, KeyHash>;

  // Nobody else has the base any more.
  void merge() {
    for (auto& [key, value] : over_) (*base_)[key] = std::move(value);
    over_.clear();
  }

  std::shared_ptr<Map> base_ = std::make_shared<Map>();
  Map over_;
};

}  // namespace

struct NameIndex::Maps {
  LayeredMap<ObjectId> names;
  LayeredMap<std::vector<ObjectId>> routines;
  LayeredMap<uint32_t> constraints;
  LayeredMap<Place> places;
};

NameIndex::NameIndex() : maps_(std::make_unique<Maps>()) {}
NameIndex::NameIndex(NameIndex&&) noexcept = default;
NameIndex& NameIndex::operator=(NameIndex&&) noexcept = default;
NameIndex::NameIndex(const NameIndex& other) : maps_(std::make_unique<Maps>(*other.maps_)) {}
NameIndex::~NameIndex() = default;

ObjectId NameIndex::find(uint64_t scope, Symbol name) const {
  const ObjectId* found = maps_->names.find({scope, name});
  return found == nullptr ? ObjectId{} : *found;
}

void NameIndex::set(uint64_t scope, Symbol name, ObjectId id) { maps_->names.write({scope, name}) = id; }

void NameIndex::unset(uint64_t scope, Symbol name, ObjectId id) {
  if (find(scope, name) == id) maps_->names.write({scope, name}) = {};
}

const std::vector<ObjectId>& NameIndex::routines(uint64_t scope, Symbol name) const {
  static const std::vector<ObjectId> kNone;
  const std::vector<ObjectId>* found = maps_->routines.find({scope, name});
  return found == nullptr ? kNone : *found;
}

void NameIndex::add_routine(uint64_t scope, Symbol name, ObjectId id) {
  maps_->routines.write({scope, name}).push_back(id);
}

void NameIndex::remove_routine(uint64_t scope, Symbol name, ObjectId id) {
  std::erase(maps_->routines.write({scope, name}), id);
}

bool NameIndex::has_constraint(ObjectId schema, Symbol name) const {
  const uint32_t* count = maps_->constraints.find({schema.value, name});
  return count != nullptr && *count > 0;
}

void NameIndex::add_constraint(ObjectId schema, Symbol name) { ++maps_->constraints.write({schema.value, name}); }

void NameIndex::remove_constraint(ObjectId schema, Symbol name) {
  if (has_constraint(schema, name)) --maps_->constraints.write({schema.value, name});
}

void NameIndex::set_place(ObjectId id, Symbol attribute, Place place) {
  maps_->places.write({id.value, attribute}) = place;
}

const Place* NameIndex::place(ObjectId id, Symbol attribute) const { return maps_->places.find({id.value, attribute}); }

}  // namespace underpin
