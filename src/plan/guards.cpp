#include "plan/guards.h"

#include <fmt/format.h>

namespace underpin::plan {
namespace {

std::string literal(const Catalog& catalog, ObjectId id) { return quote_literal(qualified_name(catalog, id)); }
std::string name_literal(const Catalog& catalog, ObjectId id) { return quote_literal(catalog.name(id).text()); }

std::string regclass(const Catalog& catalog, ObjectId id) {
  return fmt::format("pg_catalog.to_regclass({})", literal(catalog, id));
}

// A condition that holds where the object is there; empty where there is no simple one.
std::string exists(const Catalog& catalog, ObjectId id) {
  auto child = [&](std::string_view table, std::string_view relation, std::string_view name,
                   std::string_view more = {}) {
    return fmt::format("EXISTS (SELECT FROM pg_catalog.{} WHERE {} = {} AND {} = {}{})", table, relation,
                       regclass(catalog, catalog.parent(id)), name, name_literal(catalog, id), more);
  };
  auto named = [&](std::string_view table, std::string_view name) {
    return fmt::format("EXISTS (SELECT FROM pg_catalog.{} WHERE {} = {})", table, name, name_literal(catalog, id));
  };
  switch (catalog.kind(id)) {
    case Kind::kTable:
    case Kind::kView:
    case Kind::kMaterializedView:
    case Kind::kSequence:
    case Kind::kIndex: return regclass(catalog, id) + " IS NOT NULL";
    case Kind::kColumn: return child("pg_attribute", "attrelid", "attname", " AND NOT attisdropped");
    case Kind::kConstraint:
      if (catalog.is(catalog.parent(id), Kind::kDomain)) return {};
      return child("pg_constraint", "conrelid", "conname");
    case Kind::kTrigger: return child("pg_trigger", "tgrelid", "tgname");
    case Kind::kPolicy: return child("pg_policy", "polrelid", "polname");
    case Kind::kRule: return child("pg_rewrite", "ev_class", "rulename");
    case Kind::kSchema: return named("pg_namespace", "nspname");
    case Kind::kExtension: return named("pg_extension", "extname");
    case Kind::kPublication: return named("pg_publication", "pubname");
    case Kind::kEventTrigger: return named("pg_event_trigger", "evtname");
    case Kind::kEnum:
    case Kind::kDomain:
    case Kind::kComposite:
    case Kind::kRange: return fmt::format("pg_catalog.to_regtype({}) IS NOT NULL", literal(catalog, id));
    default: return {};
  }
}

std::string answer(const std::string& condition, std::string_view held, std::string_view otherwise) {
  return fmt::format("SELECT CASE WHEN {} THEN '{}' ELSE '{}' END", condition, held, otherwise);
}

// An index that a failed CREATE INDEX CONCURRENTLY left behind is there, and no good.
std::string valid_index(const Catalog& catalog, ObjectId id) {
  return fmt::format(
      "SELECT coalesce((SELECT CASE WHEN indisvalid THEN 'done' ELSE 'half done' END FROM pg_catalog.pg_index WHERE "
      "indexrelid = {}), 'not begun')",
      regclass(catalog, id));
}

std::string validated(const Catalog& catalog, ObjectId id) {
  return fmt::format(
      "SELECT coalesce((SELECT CASE WHEN convalidated THEN 'done' ELSE 'not begun' END FROM pg_catalog.pg_constraint "
      "WHERE conrelid = {} AND conname = {}), 'not begun')",
      regclass(catalog, catalog.parent(id)), name_literal(catalog, id));
}

std::string not_null(const Catalog& catalog, ObjectId id) {
  return answer(fmt::format("EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = {} AND attname = {} AND "
                            "attnotnull)",
                            regclass(catalog, catalog.parent(id)), name_literal(catalog, id)),
                catalog.body<Column>(id).not_null ? "done" : "not begun",
                catalog.body<Column>(id).not_null ? "not begun" : "done");
}

// Does something of another kind have the name in the other state? Then the name alone tells nothing.
bool shares_name(const Catalog& catalog, ObjectId id, const Catalog& other) {
  if (info(catalog.kind(id)).names != NameSpace::kRelation) return false;
  const ObjectId schema = other.find_schema(catalog.name(catalog.schema_of(id)));
  const ObjectId found = schema ? other.find(NameSpace::kRelation, schema, catalog.name(id)) : ObjectId{};
  return found && other.kind(found) != catalog.kind(id);
}

std::optional<std::string> if_any(const std::string& condition, std::string_view held, std::string_view otherwise) {
  if (condition.empty()) return std::nullopt;
  return answer(condition, held, otherwise);
}

}  // namespace

std::optional<std::string> guard_of(const Planner& p, const Draft& draft) {
  // Before a rename the new name, by which the guard would ask, says nothing.
  auto keeps_name = [&](ObjectId before) {
    return !p.diff.renamed || identity(p.before, before) == identity(*p.diff.before, before);
  };
  const bool makes = !draft.creates.empty() && draft.drops.empty() && draft.alters.empty();
  const bool drops = !draft.drops.empty() && draft.creates.empty() && draft.alters.empty();
  // What is dropped and made again is there before and after; what was put aside has another name.
  if (makes && p.fate_after(draft.creates.front()) == Fate::kCreate) {
    const ObjectId id = draft.creates.front();
    if (shares_name(p.after, id, p.before)) return std::nullopt;
    if (p.after.is(id, Kind::kIndex)) return valid_index(p.after, id);
    return if_any(exists(p.after, id), "done", "not begun");
  }
  if (drops && draft.action == "drop" && keeps_name(draft.drops.front()) &&
      p.fate_before(draft.drops.front()) == Fate::kDrop && !shares_name(p.before, draft.drops.front(), p.after))
    return if_any(exists(p.before, draft.drops.front()), "not begun", "done");
  if (draft.alters.size() != 1) return std::nullopt;
  const ObjectId id = draft.alters.front(), old = p.counterpart_before(id);
  if (p.fate_after(id) == Fate::kRebuild) return std::nullopt;
  if (old && !keeps_name(old)) return std::nullopt;
  if (draft.action == "validate" && p.after.is(id, Kind::kConstraint) && !p.after.is(p.after.parent(id), Kind::kDomain))
    return validated(p.after, id);
  if (draft.action == "alter" && draft.attribute == "not_null" && p.after.is(id, Kind::kColumn))
    return not_null(p.after, id);
  return std::nullopt;
}

}  // namespace underpin::plan
