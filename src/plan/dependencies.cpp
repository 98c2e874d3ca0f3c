#include "plan/dependencies.h"

#include <algorithm>

#include "ir/attributes.h"

namespace underpin::plan {
namespace {

bool same_columns(std::vector<ObjectId> a, std::vector<ObjectId> b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  return a == b;
}

bool is_key(const Constraint& constraint) {
  return constraint.type == ConstraintType::kPrimary || constraint.type == ConstraintType::kUnique;
}

std::vector<ObjectId> plain_columns(const Index& index) {
  std::vector<ObjectId> out;
  for (const IndexElement& element : index.elements)
    if (element.column) out.push_back(element.column);
  return out;
}

// The keys and unique indexes that a foreign key can rest on.
void visit_key(const Catalog& catalog, const Constraint& fk, const VisitReference& visit) {
  if (!fk.referenced) return;
  for (ObjectId child : catalog.at(fk.referenced).children) {
    if (catalog.is(child, Kind::kConstraint)) {
      const Constraint& key = catalog.body<Constraint>(child);
      if (is_key(key) && (fk.referenced_columns.empty() ? key.type == ConstraintType::kPrimary
                                                        : same_columns(key.columns, fk.referenced_columns)))
        visit(child, "referenced_columns");
    } else if (catalog.is(child, Kind::kIndex)) {
      const Index& index = catalog.body<Index>(child);
      if (index.unique && !index.predicate && !index.constraint &&
          same_columns(plain_columns(index), fk.referenced_columns))
        visit(child, "referenced_columns");
    }
  }
}

}  // namespace

void for_each_needed(const Catalog& catalog, ObjectId id, const VisitReference& visit) {
  for_each_reference(catalog, id, visit);
  if (!catalog.is(id, Kind::kConstraint)) return;
  const Constraint& constraint = catalog.body<Constraint>(id);
  if (constraint.type == ConstraintType::kForeign) visit_key(catalog, constraint, visit);
}

bool is_soft(const Catalog& catalog, ObjectId dependent, std::string_view attribute) {
  return catalog.is(dependent, Kind::kFunction) && attribute == "body" && !catalog.body<Function>(dependent).sql_body;
}

void Dependencies::build() const {
  struct Edge {
    uint32_t target;
    Dependent dependent;
  };
  std::vector<Edge> edges;
  edges.reserve(2 * catalog_.size());  // about what there is
  ObjectId from;
  const VisitReference visit = [&](ObjectId target, std::string_view attribute) {
    if (target != from) edges.push_back({target.value, {from, attribute}});
  };
  catalog_.for_each([&](ObjectId id) {
    from = id;
    for_each_needed(catalog_, id, visit);
  });
  begins_.assign(catalog_.size() + 1, 0);
  for (const Edge& edge : edges) ++begins_[edge.target + 1];
  for (size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
  all_.resize(edges.size());
  std::vector<uint32_t> next(begins_.begin(), begins_.end() - 1);
  for (const Edge& edge : edges) all_[next[edge.target]++] = edge.dependent;
}

std::span<const Dependent> Dependencies::of(ObjectId id) const {
  if (begins_.empty()) build();
  return std::span(all_).subspan(begins_[id.value], begins_[id.value + 1] - begins_[id.value]);
}

std::span<const ObjectId> Dependencies::heirs(ObjectId table) const {
  if (!heirs_) find_heirs();
  const auto found = heirs_->find(table);
  return found == heirs_->end() ? std::span<const ObjectId>{} : found->second;
}

void Dependencies::find_heirs() const {
  heirs_.emplace();
  catalog_.for_each([&](ObjectId id) {
    if (!catalog_.is(id, Kind::kTable)) return;
    for (ObjectId parent : catalog_.body<Table>(id).parents) (*heirs_)[parent].push_back(id);
  });
}

}  // namespace underpin::plan
