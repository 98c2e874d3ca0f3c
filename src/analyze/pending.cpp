// Function names that were nobody's when their expression was made.
#include <algorithm>

#include "analyze/analyzer.h"

namespace underpin {
namespace analyze {

void Analyzer::remember_pending(ExprId id) {
  if (pending_.empty()) return;
  Catalog::Analysis& memory = scope_.catalog->analysis;
  const std::vector<ObjectId> path(scope_.search_path.begin(), scope_.search_path.end());
  auto known = std::ranges::find(memory.search_paths, path);
  if (known == memory.search_paths.end()) known = memory.search_paths.insert(known, path);
  for (const Pending& pending : pending_)
    memory.pending.push_back({id, work_->order[pending.ref - 1], pending.schema, pending.name,
                              static_cast<uint32_t>(known - memory.search_paths.begin())});
}

}  // namespace analyze

namespace {

ObjectId find_routine(const Catalog& catalog, const Catalog::Analysis::PendingName& name) {
  const auto first = [&](ObjectId schema) {
    const auto found = catalog.routines(schema, name.name);
    return found.empty() ? ObjectId{} : found.front();
  };
  if (!name.schema.empty()) {
    const ObjectId schema = catalog.find_schema(name.schema);
    return schema ? first(schema) : ObjectId{};
  }
  for (const ObjectId schema : catalog.analysis.search_paths[name.path])
    if (!catalog.at(schema).removed)
      if (const ObjectId found = first(schema)) return found;
  return {};
}

// The canonical form says (f? \x01N\x02 …): with a target it is (f \x01N\x02 …), without one (f name …).
std::string settled(std::string_view canonical, uint32_t ref, ObjectId target, Symbol name) {
  const std::string place = '\x01' + std::to_string(ref) + '\x02';
  const std::string from = "(f? " + place;
  const std::string to = target ? "(f " + place : "(f " + std::string(name.text());
  std::string out(canonical);
  if (const size_t at = out.find(from); at != out.npos) out.replace(at, from.size(), to);
  return out;
}

}  // namespace

void resolve_pending(Catalog& catalog) {
  for (const auto& pending : catalog.analysis.pending) {
    Expr& expr = catalog.expr(pending.expr);
    Reference& ref = expr.refs[pending.ref];
    ref.target = find_routine(catalog, pending);
    expr.canonical = catalog.keep(settled(expr.canonical, pending.ref, ref.target, pending.name));
  }
  for (const auto& pending : catalog.analysis.pending) {
    // An extension's function: nothing of ours to refer to. Its place in the list stays, for the canonical form counts.
    Reference& ref = catalog.expr(pending.expr).refs[pending.ref];
    if (!ref.target) ref = {};
  }
  catalog.analysis.pending.clear();
}

}  // namespace underpin
