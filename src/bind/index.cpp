// CREATE INDEX.
#include <algorithm>

#include "bind/lists.h"
#include "bind/relations.h"
#include "bind/tokens.h"

namespace underpin::bind {
namespace {

ObjectId indexed_relation(const Session& session, const RangeVar* name) {
  const ObjectId found = resolve_relation(session.scope(), name);
  const Catalog& catalog = session.catalog;
  if (!catalog.is(found, Kind::kTable) && !catalog.is(found, Kind::kMaterializedView))
    session.invalid(code::kWrongObjectType, "42809", name->location,
                    "cannot create index on relation " + quoted(text_of(name->relname)));
  return found;
}

class IndexReader {
 public:
  IndexReader(Session& session, ObjectId table, const IndexStmt* node)
      : session_(session), table_(table), node_(node), scope_(session.scope()) {}

  Index read() {
    index_.method = symbol(node_->accessMethod);
    if (index_.method.text() == "rtree") index_.method = intern("gist");
    index_.unique = node_->unique;
    index_.nulls_not_distinct = node_->nulls_not_distinct;
    elements();
    for (const IndexElem* column : items<IndexElem>(node_->indexIncludingParams)) {
      if (!column->name)
        session_.invalid(code::kInvalidDefinition, "0A000", -1, "expressions are not supported in included columns");
      index_.include.push_back(index_column(session_, table_, column->name));
    }
    index_.options = def_options(node_->options);
    index_.tablespace = tablespace_or_default(session_, node_->tableSpace);
    if (node_->whereClause) predicate();
    return std::move(index_);
  }

  std::vector<Symbol> expression_names;  // in order

 private:
  void elements() {
    list_ = parenthesised(scope_.text, static_cast<uint32_t>(std::max(node_->relation->location, 0)));
    const std::vector<ByteRange> texts = split_at_commas(scope_.text, list_);
    size_t number = 0;
    for (const IndexElem* element : items<IndexElem>(node_->indexParams)) {
      index_.elements.push_back(
          index_element(session_, table_, element, index_.method.text(), texts[std::min(number++, texts.size() - 1)]));
      if (!element->name) expression_names.push_back(intern(figure_name(element->expr)));
    }
  }

  void predicate() {
    const uint32_t where = after_keyword(
        scope_.text, std::min<uint32_t>(list_.end + 1, static_cast<uint32_t>(scope_.text.size())), "where");
    if (where == kNoOffset) return;
    const ByteRange range = trimmed(scope_.text, {where, static_cast<uint32_t>(scope_.text.size())});
    index_.predicate = make_expression(scope_, {.relation = table_}, node_->whereClause, range.begin, range.end);
  }

  Session& session_;
  ObjectId table_;
  const IndexStmt* node_;
  NameScope scope_;
  Index index_;
  ByteRange list_;
};

}  // namespace

void create_index(Session& session, const Node* node) {
  const auto* statement = as<IndexStmt>(node);
  Catalog& catalog = session.catalog;
  const ObjectId table = indexed_relation(session, statement->relation);
  const ObjectId schema = catalog.parent(table);
  Symbol name = symbol(statement->idxname);
  if (statement->if_not_exists && !name.empty() && catalog.find(NameSpace::kRelation, schema, name)) return;
  IndexReader reader(session, table, statement);
  Index index = reader.read();
  if (name.empty())
    name = choose_relation_name(catalog, schema, catalog.name(table).text(),
                                join_names(index_column_names(catalog, index, reader.expression_names)), "idx");
  const bool partitioned = is_partitioned(catalog, table);
  index.only = partitioned && !statement->relation->inh && !relation_index(session).children(catalog, table).empty();
  const bool only = index.only;
  const ObjectId id = session.create<Index>(table, name, 0);
  catalog.body<Index>(id) = std::move(index);
  if (partitioned && !only) index_partitions(session, id);
}

}  // namespace underpin::bind
