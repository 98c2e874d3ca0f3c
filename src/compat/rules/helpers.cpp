#include "compat/rules/helpers.h"

#include "parse/lexer.h"

namespace underpin::compat::rules {
namespace {

bool same_index(const Catalog& a, ObjectId x, const Catalog& b, ObjectId y) {
  const size_t elements = attribute_index(Kind::kIndex, "elements"),
               predicate = attribute_index(Kind::kIndex, "predicate");
  return a.body<Index>(x).unique == b.body<Index>(y).unique &&
         attribute_text(a, x, elements) == attribute_text(b, y, elements) &&
         attribute_text(a, x, predicate) == attribute_text(b, y, predicate);
}

}  // namespace

ObjectId relation_named(const Catalog& catalog, std::string_view qualified) {
  const size_t dot = qualified.find('.');
  const ObjectId schema = dot == qualified.npos ? ObjectId{} : catalog.find_schema(intern(qualified.substr(0, dot)));
  return schema ? catalog.find(NameSpace::kRelation, schema, intern(qualified.substr(dot + 1))) : ObjectId{};
}

std::string_view words(Kind kind) {
  switch (kind) {
    case Kind::kMaterializedView: return "materialized view";
    default: return info(kind).slug;
  }
}

std::string type_of(const Catalog& catalog, ObjectId column) {
  return type_text(catalog, catalog.body<Column>(column).type);
}

bool goes_for_itself(const RuleContext& context, const Change& change) {
  const ObjectId parent = context.before().parent(change.before);
  if (parent && context.before().kind(parent) != Kind::kSchema && !context.diff().to_after.contains(parent))
    return false;
  return !context.is_there(match_key(context.before(), change.before));
}

bool has_domain_default(const Catalog& catalog, const Column& column) {
  const ObjectId domain = column.type.object;
  return domain && catalog.is(domain, Kind::kDomain) && catalog.body<Domain>(domain).default_value;
}

bool is_new_constraint(const RuleContext& context, const Change& change) {
  if (change.type != ChangeType::kCreate || change.kind != Kind::kConstraint) return false;
  const ObjectId table = context.after().parent(change.after);
  const Constraint& constraint = context.after().body<Constraint>(change.after);
  return context.after().is(table, Kind::kTable) && context.diff().to_before.contains(table) && constraint.enforced &&
         !constraint.parent_constraint;
}

bool is_new_column(const RuleContext& context, const Change& change) {
  return change.type == ChangeType::kCreate && change.kind == Kind::kColumn &&
         context.after().is(context.after().parent(change.after), Kind::kTable) &&
         context.after().body<Column>(change.after).is_local;
}

bool had_unique_index(const RuleContext& context, ObjectId new_index, ObjectId table_before) {
  for (const ObjectId old : context.before().children(table_before, Kind::kIndex))
    if (same_index(context.before(), old, context.after(), new_index)) return true;
  return false;
}

bool has_unique_index(const RuleContext& context, ObjectId old_index, ObjectId table_after) {
  for (const ObjectId now : context.after().children(table_after, Kind::kIndex))
    if (same_index(context.before(), old_index, context.after(), now)) return true;
  return false;
}

bool columns_stay(const RuleContext& context, ObjectId old_index) {
  return std::ranges::all_of(context.before().body<Index>(old_index).elements, [&](const IndexElement& element) {
    return !element.column || context.diff().to_after.contains(element.column);
  });
}

bool takes_long(const RuleContext& context, const Moment& moment) {
  const auto is_old = [&](const std::string& relation) { return context.is_old(relation); };
  const auto on_old = [&](const std::string& index) {
    // Of an index that is new nothing was there before: its table's lock says whether that was.
    const size_t dot = index.find('.');
    return dot != index.npos;
  };
  // A sequence is rewritten in no time.
  const auto is_old_table = [&](const std::string& relation) {
    return is_old(relation) && !context.before().is(relation_named(context.before(), relation), Kind::kSequence);
  };
  return std::ranges::any_of(moment.cost.rewrites, is_old_table) || std::ranges::any_of(moment.cost.scans, is_old) ||
         std::ranges::any_of(moment.cost.index_builds, on_old);
}

const NamedLock* worst_lock(const RuleContext& context, const Moment& moment) {
  const NamedLock* worst = nullptr;
  if (!moment.cost.refused.empty()) return worst;  // it does not come to that
  for (const NamedLock& lock : moment.cost.locks)
    if (!lock.brief && lock.kind != "index" && lock.kind != "sequence" && blocks_writes(lock.mode) &&
        context.is_old(lock.relation) && (worst == nullptr || lock.mode > worst->mode))
      worst = &lock;
  return worst;
}

std::string work_of(const Moment& moment) {
  if (!moment.cost.rewrites.empty()) return "its rows are written anew";
  if (!moment.cost.index_builds.empty()) return "index " + quoted(moment.cost.index_builds.front()) + " is built";
  return "the rows of " + quoted(moment.cost.scans.front()) + " are read";
}

bool is_maintenance_rewrite(const Moment& moment) {
  const std::string_view sql = moment.cost.sql;
  const Token first = Lexer(sql).next();
  const std::string_view word = sql.substr(first.begin, first.end - first.begin);
  return !moment.cost.rewrites.empty() && (is_keyword(word, "vacuum") || is_keyword(word, "cluster"));
}

bool begins_with_words(std::string_view sql, std::string_view first, std::string_view second) {
  Lexer lexer(sql);
  const Token a = lexer.next(), b = lexer.next();
  return is_keyword(sql.substr(a.begin, a.end - a.begin), first) &&
         is_keyword(sql.substr(b.begin, b.end - b.begin), second);
}

bool adds_partition(std::string_view sql) {
  Lexer lexer(sql);
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next())
    if (token.kind == TokenKind::kWord && is_keyword(sql.substr(token.begin, token.end - token.begin), "partition"))
      return true;
  return false;
}

bool is_default_partition(const Catalog& catalog, std::string_view qualified) {
  const ObjectId table = relation_named(catalog, qualified);
  if (!catalog.is(table, Kind::kTable)) return false;
  const Table& body = catalog.body<Table>(table);
  return body.is_partition && body.bound && catalog.expr(body.bound).text.substr(0, 7) == "DEFAULT";
}

}  // namespace underpin::compat::rules
