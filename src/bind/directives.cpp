#include "bind/directives.h"

#include <algorithm>

namespace underpin::bind {
namespace {

uint64_t key_of(const StatementSpan& span) { return uint64_t{span.file.value} << 32 | span.begin; }

// The new object that stands last at or before the anchor; a column before the sequence that it owns.
ObjectId object_at(const Catalog& catalog, uint32_t first, const Directive& directive) {
  ObjectId best;
  for (uint32_t i = first; i < catalog.size(); ++i) {
    const ObjectId id{i};
    const Object& object = catalog.at(id);
    if (object.removed || object.place.file != directive.place.file || object.place.offset > directive.anchor) continue;
    if (!best || object.place.offset > catalog.at(best).place.offset) best = id;
    if (object.kind == Kind::kColumn && object.place.offset == catalog.at(best).place.offset) best = id;
  }
  return best;
}

ObjectId first_living(const Catalog& catalog, uint32_t first) {
  for (uint32_t i = first; i < catalog.size(); ++i)
    if (!catalog.at(ObjectId{i}).removed) return ObjectId{i};
  return {};
}

}  // namespace

void StatementDirectives::add(const Directive& directive, const std::vector<StatementSpan>& statements) {
  if (directive.statement == Directive::npos) return;
  by_statement_[key_of(statements[directive.statement])].push_back({directive});
}

void StatementDirectives::attach(Session& session, uint32_t first) {
  if (by_statement_.empty()) return;
  const auto found = by_statement_.find(key_of(session.statement));
  if (found == by_statement_.end()) return;
  for (Entry& entry : found->second) {
    if (entry.attached) continue;
    const Directive& directive = entry.directive;
    const ObjectId object = directive.on_statement(session.statement) ? first_living(session.catalog, first)
                                                                      : object_at(session.catalog, first, directive);
    if (!object) continue;
    entry.attached = true;
    if (directive.name == "invalid") {
      if (session.catalog.is(object, Kind::kIndex)) session.catalog.body<Index>(object).valid = false;
      continue;
    }
    session.catalog.directives.push_back({.object = object,
                                          .name = intern(directive.name),
                                          .arguments = intern(directive.arguments),
                                          .place = directive.place});
  }
}

}  // namespace underpin::bind
