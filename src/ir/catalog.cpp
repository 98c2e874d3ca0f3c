#include "ir/catalog.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "ir/print.h"

namespace underpin {
namespace {

constexpr uint64_t kKindScope = 64;  // scopes of kinds start behind those of name spaces

uint64_t scope_of(uint64_t what, ObjectId parent) { return what << 32 | parent.value; }
uint64_t scope_of(Kind kind, ObjectId parent) { return scope_of(kKindScope + static_cast<uint64_t>(kind), parent); }
uint64_t scope_of(NameSpace names, ObjectId parent) { return scope_of(static_cast<uint64_t>(names), parent); }

}  // namespace

Catalog::Catalog() : objects_(1), exprs_(1), texts_(std::make_shared<Texts>()) {}
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

Catalog Catalog::clone() const {
  Catalog copy;
  copy.objects_ = objects_;
  copy.bodies_ = bodies_;
  copy.exprs_ = exprs_;
  copy.names_ = names_;
  copy.routines_ = routines_;
  copy.constraint_names_ = constraint_names_;
  copy.places_ = places_;
  copy.watched_ = watched_;
  copy.touched_ = touched_;
  copy.texts_ = texts_;
  copy.directives = directives;
  copy.analysis = analysis;
  copy.target = target;
  copy.default_owner = default_owner;
  return copy;
}

ObjectId Catalog::add_object(Kind kind, uint32_t body, ObjectId parent, Symbol name, Place place) {
  ObjectId id{static_cast<uint32_t>(objects_.size())};
  Object& object = objects_.emplace_back();
  object.kind = kind;
  object.name = name;
  object.parent = parent;
  object.body = body;
  object.place = place;
  if (parent) objects_[parent.value].children.push_back(id);
  index_name(id);
  return id;
}

void Catalog::remove(ObjectId id) {
  const auto children = objects_[id.value].children;
  for (ObjectId child : children) remove(child);
  touch(id);
  unindex_name(id);
  Object& object = objects_[id.value];
  object.removed = true;
  if (object.parent) std::erase(objects_[object.parent.value].children, id);
}

void Catalog::rename(ObjectId id, Symbol name) {
  unindex_name(id);
  objects_[id.value].name = name;
  index_name(id);
}

void Catalog::move(ObjectId id, ObjectId parent) {
  const auto children = objects_[id.value].children;
  for (ObjectId child : children)
    if (kind(child) == Kind::kIndex || kind(child) == Kind::kConstraint) unindex_name(child);
  unindex_name(id);
  Object& object = objects_[id.value];
  if (object.parent) std::erase(objects_[object.parent.value].children, id);
  object.parent = parent;
  if (parent) objects_[parent.value].children.push_back(id);
  index_name(id);
  for (ObjectId child : children)
    if (kind(child) == Kind::kIndex || kind(child) == Kind::kConstraint) index_name(child);
}

Catalog::NameKey Catalog::key_of(ObjectId id) const {
  const Object& object = objects_[id.value];
  const KindInfo& kind = info(object.kind);
  if (kind.names == NameSpace::kOwn || kind.names == NameSpace::kNone)
    return {scope_of(object.kind, object.parent), object.name};
  const ObjectId schema = kind.home == Home::kParent ? objects_[object.parent.value].parent : object.parent;
  return {scope_of(kind.names, schema), object.name};
}

void Catalog::index_name(ObjectId id) {
  if (kind(id) == Kind::kConstraint) ++constraint_names_[{schema_of(id).value, name(id)}];
  if (info(objects_[id.value].kind).names == NameSpace::kRoutine)
    routines_[key_of(id)].push_back(id);
  else
    names_[key_of(id)] = id;
}

void Catalog::unindex_name(ObjectId id) {
  const NameKey key = key_of(id);
  if (kind(id) == Kind::kConstraint) {
    if (auto it = constraint_names_.find({schema_of(id).value, name(id)});
        it != constraint_names_.end() && --it->second == 0)
      constraint_names_.erase(it);
  }
  if (info(objects_[id.value].kind).names == NameSpace::kRoutine) {
    std::erase(routines_[key], id);
  } else if (auto it = names_.find(key); it != names_.end() && it->second == id) {
    names_.erase(it);
  }
}

ObjectId Catalog::find(NameSpace names, ObjectId schema, Symbol name) const {
  auto it = names_.find({scope_of(names, schema), name});
  return it == names_.end() ? ObjectId{} : it->second;
}

ObjectId Catalog::find(Kind kind, ObjectId parent, Symbol name) const {
  auto it = names_.find({scope_of(kind, parent), name});
  return it == names_.end() ? ObjectId{} : it->second;
}

std::vector<ObjectId> Catalog::routines(ObjectId schema, Symbol name) const {
  auto it = routines_.find({scope_of(NameSpace::kRoutine, schema), name});
  return it == routines_.end() ? std::vector<ObjectId>{} : it->second;
}

bool Catalog::constraint_name_taken(ObjectId schema, Symbol name) const {
  return constraint_names_.contains({schema.value, name});
}

std::vector<ObjectId> Catalog::take_touched() {
  watched_ = true;
  for (ObjectId id : touched_) objects_[id.value].touched = false;
  return std::exchange(touched_, {});
}

ObjectId Catalog::schema_of(ObjectId id) const {
  while (id && kind(id) != Kind::kSchema) id = parent(id);
  return id;
}

std::vector<ObjectId> Catalog::children(ObjectId parent, Kind kind) const {
  std::vector<ObjectId> out;
  for (ObjectId child : objects_[parent.value].children)
    if (objects_[child.value].kind == kind) out.push_back(child);
  return out;
}

ExprId Catalog::add(Expr expr) {
  exprs_.push_back(std::move(expr));
  return ExprId{static_cast<uint32_t>(exprs_.size() - 1)};
}

void Catalog::set_place(ObjectId id, std::string_view attribute, Place place) {
  places_[uint64_t{id.value} << 32 | intern(attribute).value] = place;
}

Place Catalog::place(ObjectId id, std::string_view attribute) const {
  auto it = places_.find(uint64_t{id.value} << 32 | intern(attribute).value);
  return it == places_.end() ? at(id).place : it->second;
}

}  // namespace underpin
