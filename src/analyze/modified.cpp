// What INSERT, UPDATE, DELETE and MERGE may be aimed at.
#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

void Analyzer::check_view_target(Entry*) {}

// ON CONFLICT needs an index to watch. PostgreSQL looks for it when it plans, so the query as such is sound.
void Analyzer::check_arbiter(const InferClause* infer, Entry* entry) {
  if (!catalog().is(entry->relation, Kind::kTable)) return;
  if (infer->conname != nullptr) {
    if (!catalog().find(Kind::kConstraint, entry->relation, intern(infer->conname)))
      not_found(NotFound::What::kOther, "42704", -1,
                "constraint \"" + std::string(infer->conname) + "\" for table \"" +
                    std::string(catalog().name(entry->relation).text()) + "\" does not exist");
    return;
  }
  std::vector<Symbol> wanted;
  for (const ListCell& cell : cells(infer->indexElems)) {
    if (as<IndexElem>(node_of(cell))->name == nullptr) return;
    wanted.push_back(intern(as<IndexElem>(node_of(cell))->name));
  }
  std::ranges::sort(wanted, {}, &Symbol::value);
  for (const ObjectId child : catalog().at(entry->relation).children) {
    if (!catalog().is(child, Kind::kIndex)) continue;
    const Index& index = catalog().body<Index>(child);
    if (!index.unique || (index.predicate && infer->whereClause == nullptr)) continue;
    std::vector<Symbol> has;
    for (const IndexElement& element : index.elements)
      has.push_back(element.column ? catalog().name(element.column) : Symbol());
    std::ranges::sort(has, {}, &Symbol::value);
    if (has == wanted) return;
  }
  warn("there is no unique or exclusion constraint matching the ON CONFLICT specification (42P10 when it runs)");
}

}  // namespace underpin::analyze
