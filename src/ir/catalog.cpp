#include "ir/catalog.h"

#include <algorithm>
#include <utility>

#include "ir/print.h"

namespace underpin {
namespace {

constexpr uint64_t kKindScope = 64;  // scopes of kinds start behind those of name spaces

uint64_t scope_of(uint64_t what, ObjectId parent) { return what << 32 | parent.value; }
uint64_t scope_of(Kind kind, ObjectId parent) { return scope_of(kKindScope + static_cast<uint64_t>(kind), parent); }
uint64_t scope_of(NameSpace names, ObjectId parent) { return scope_of(static_cast<uint64_t>(names), parent); }

}  // namespace

Catalog::Catalog() : texts_(std::make_shared<Texts>()) {
  briefs_.emplace_back();
  objects_.add();
  exprs_.add();
}
Catalog::Catalog(const Catalog&) = default;
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

ObjectId Catalog::add_object(Kind kind, uint32_t body, ObjectId parent, Symbol name, Place place) {
  contents_.reset();
  ObjectId id{static_cast<uint32_t>(objects_.size())};
  briefs_.push_back({.kind = kind, .body = body});
  Object& object = objects_.add();
  object.kind = kind;
  object.name = name;
  object.parent = parent;
  object.place = place;
  if (parent) {
    auto& siblings = objects_.write(parent.value).children;
    if (siblings.empty()) siblings.reserve(6);  // as many as the smallest block of memory has room for
    siblings.push_back(id);
  }
  index_name(id);
  return id;
}

void Catalog::note_change(ObjectId id) {
  contents_.reset();
  if (!watched_ || objects_[id.value].touched) return;
  objects_.write(id.value).touched = true;
  touched_.push_back(id);
}

void Catalog::remove(ObjectId id) {
  const auto children = objects_[id.value].children;
  for (ObjectId child : children) remove(child);
  touch(id);
  unindex_name(id);
  Object& object = objects_.write(id.value);
  object.removed = briefs_[id.value].removed = true;
  if (object.parent) std::erase(objects_.write(object.parent.value).children, id);
}

void Catalog::rename(ObjectId id, Symbol name) {
  contents_.reset();
  unindex_name(id);
  objects_.write(id.value).name = name;
  index_name(id);
}

void Catalog::move(ObjectId id, ObjectId parent) {
  contents_.reset();
  const auto children = objects_[id.value].children;
  for (ObjectId child : children)
    if (kind(child) == Kind::kIndex || kind(child) == Kind::kConstraint) unindex_name(child);
  unindex_name(id);
  Object& object = objects_.write(id.value);
  if (object.parent) std::erase(objects_.write(object.parent.value).children, id);
  object.parent = parent;
  if (parent) objects_.write(parent.value).children.push_back(id);
  index_name(id);
  for (ObjectId child : children)
    if (kind(child) == Kind::kIndex || kind(child) == Kind::kConstraint) index_name(child);
}

uint64_t Catalog::scope_of_name(ObjectId id) const {
  const Object& object = objects_[id.value];
  const KindInfo& kind = info(object.kind);
  if (kind.names == NameSpace::kOwn || kind.names == NameSpace::kNone) return scope_of(object.kind, object.parent);
  const ObjectId schema = kind.home == Home::kParent ? objects_[object.parent.value].parent : object.parent;
  return scope_of(kind.names, schema);
}

void Catalog::index_name(ObjectId id) {
  if (kind(id) == Kind::kConstraint) names_.add_constraint(schema_of(id), name(id));
  if (info(kind(id)).names == NameSpace::kRoutine)
    names_.add_routine(scope_of_name(id), name(id), id);
  else
    names_.set(scope_of_name(id), name(id), id);
}

void Catalog::unindex_name(ObjectId id) {
  if (kind(id) == Kind::kConstraint) names_.remove_constraint(schema_of(id), name(id));
  if (info(kind(id)).names == NameSpace::kRoutine)
    names_.remove_routine(scope_of_name(id), name(id), id);
  else
    names_.unset(scope_of_name(id), name(id), id);
}

ObjectId Catalog::find(NameSpace names, ObjectId schema, Symbol name) const {
  return names_.find(scope_of(names, schema), name);
}

ObjectId Catalog::find(Kind kind, ObjectId parent, Symbol name) const {
  return names_.find(scope_of(kind, parent), name);
}

const std::vector<ObjectId>& Catalog::routines(ObjectId schema, Symbol name) const {
  return names_.routines(scope_of(NameSpace::kRoutine, schema), name);
}

bool Catalog::constraint_name_taken(ObjectId schema, Symbol name) const { return names_.has_constraint(schema, name); }

std::vector<ObjectId> Catalog::take_touched() {
  watched_ = true;
  for (ObjectId id : touched_) objects_.write(id.value).touched = false;
  return std::exchange(touched_, {});
}

ObjectId Catalog::schema_of(ObjectId id) const {
  while (id && kind(id) != Kind::kSchema) id = parent(id);
  return id;
}

std::vector<ObjectId> Catalog::children(ObjectId parent, Kind kind) const {
  std::vector<ObjectId> out;
  for (ObjectId child : objects_[parent.value].children)
    if (briefs_[child.value].kind == kind) out.push_back(child);
  return out;
}

ExprId Catalog::add(Expr expr) {
  exprs_.add() = std::move(expr);
  return ExprId{static_cast<uint32_t>(exprs_.size() - 1)};
}

void Catalog::set_place(ObjectId id, std::string_view attribute, Place place) {
  names_.set_place(id, intern(attribute), place);
}

Place Catalog::place(ObjectId id, std::string_view attribute) const {
  const Place* place = names_.place(id, intern(attribute));
  return place == nullptr ? at(id).place : *place;
}

}  // namespace underpin
