#include "locks/script.h"

#include <algorithm>
#include <array>

#include "analyze/analyze.h"
#include "base/ascii.h"
#include "ir/print.h"
#include "locks/apply_statement.h"
#include "locks/lists.h"
#include "locks/relatives.h"
#include "parse/lexer.h"

namespace underpin {

using locks::as, locks::is_node, locks::items;

namespace {

// Time zones that never had an offset (src/timezone/data; TimestampTimestampTzRequiresRewrite asks for one that is
// fixed).
constexpr std::array<std::string_view, 15> kZeroZones = {
    "utc",     "gmt",      "uct",           "zulu",          "universal", "greenwich", "etc/utc", "etc/gmt",
    "etc/uct", "etc/zulu", "etc/universal", "etc/greenwich", "gmt0",      "etc/gmt0",  "0"};

std::string value_text(const Node* node) {
  if (is_node(node, T_TypeCast)) return value_text(as<TypeCast>(node)->arg);
  if (!is_node(node, T_A_Const) || as<A_Const>(node)->isnull) return {};
  const auto& value = as<A_Const>(node)->val;
  if (nodeTag(&value) == T_String) return value.sval.sval;
  return nodeTag(&value) == T_Integer ? std::to_string(value.ival.ival) : std::string();
}

bool starts_a_transaction(const Node* node) {
  return !is_node(node, T_VariableSetStmt) || as<VariableSetStmt>(node)->is_local;
}

NameScope scope_of(const Catalog& catalog, const std::vector<ObjectId>& path) {
  return {.catalog = const_cast<Catalog*>(&catalog), .search_path = path, .text = {}, .file = {}, .offset = 0};
}

// The table that a statement puts rows into.
const RangeVar* filled_table(const Node* node) {
  if (is_node(node, T_InsertStmt)) return as<InsertStmt>(node)->relation;
  if (is_node(node, T_CopyStmt) && as<CopyStmt>(node)->is_from) return as<CopyStmt>(node)->relation;
  if (is_node(node, T_CreateTableAsStmt) && !as<CreateTableAsStmt>(node)->into->skipData)
    return as<CreateTableAsStmt>(node)->into->rel;
  return nullptr;
}

std::vector<ObjectId> default_path(const Catalog& catalog) {
  const ObjectId schema = catalog.find_schema(intern("public"));
  return schema ? std::vector{schema} : std::vector<ObjectId>{};
}

// A word that may begin a statement with rows: the others need not be parsed.
bool may_fill(std::string_view text) {
  const Token token = Lexer(text).next();
  const std::string word = lower(text.substr(token.begin, token.end - token.begin));
  return word == "insert" || word == "copy" || word == "create" || word == "with" || word == "delete";
}

// DELETE … WHERE id > 100: of rows that were put in in their order, those at the end.
bool deletes_tail(const DeleteStmt* statement) {
  if (statement->whereClause == nullptr) return true;
  if (!is_node(statement->whereClause, T_A_Expr)) return false;
  const auto* comparison = as<A_Expr>(statement->whereClause);
  const std::string_view op = as<String>(items(comparison->name).back())->sval;
  return (op == ">" || op == ">=") && is_node(comparison->lexpr, T_ColumnRef) && is_node(comparison->rexpr, T_A_Const);
}

}  // namespace

TableRows rows_of(const SourceSet& sources, const Catalog& catalog) {
  const auto path = default_path(catalog);
  const NameScope scope = scope_of(catalog, path);
  TableRows rows;
  std::unordered_set<ObjectId> filled;
  const locks::Relatives relatives(catalog);
  Sink sink;
  for (const auto& file : sources.files())
    for (const StatementSpan& span : split(*file, sink).statements)
      if (may_fill(span.text()))
        parse_statement(span, sink, [&](const Node* node) {
          if (is_node(node, T_DeleteStmt) && deletes_tail(as<DeleteStmt>(node)))
            if (const ObjectId table = find_relation(scope, as<DeleteStmt>(node)->relation)) rows.set_loose_tail(table);
          const RangeVar* name = filled_table(node);
          const ObjectId table = name ? find_relation(scope, name) : ObjectId{};
          if (!table) return;
          for (ObjectId id : locks::is_partitioned(catalog, table) ? relatives.family(table) : std::vector{table})
            filled.insert(id);
        });
  if (!filled.empty())
    catalog.for_each([&](ObjectId id) {
      if (catalog.is(id, Kind::kTable) && !filled.contains(id)) rows.set_empty(id);
    });
  return rows;
}

Script::Script(Catalog state, TableRows rows, const ScriptOptions& options)
    : options_(options), rows_(std::move(rows)), before_(std::move(state)), after_(before_.clone()) {
  context_.target = options.target;
  context_.utc = options.utc;
  context_.role = before_.default_owner;
}

Prediction Script::next(const StatementSpan& statement, Sink& sink) {
  Prediction out{.place = {.file = statement.file, .offset = statement.begin}, .sql = std::string(statement.text())};
  Cost cost;
  const size_t known = sink.all().size();
  const bool parsed = parse_statement(statement, sink, [&](const Node* node) {
    const bool changes = locks::changes_catalog(node);
    locks::Applied applied;
    if (changes) applied = locks::apply_statement(before_, settings_, statement.text(), context_);
    cost =
        locks::predict(before_, changes ? applied.state : before_, applied.refused, rows_, statement, context_, node);
    if (cost.refused.empty()) cost.refused = applied.why;
    if (changes) after_ = std::move(applied.state);
    const Catalog& after = changes ? after_ : before_;
    const auto name = [&](ObjectId id) { return qualified_name(id.value < before_.size() ? before_ : after, id); };
    for (const LockedRelation& lock : cost.locks)
      out.locks.push_back(
          {name(lock.relation), info(before_.kind(lock.relation)).slug, lock.mode, lock.brief, lock.if_free});
    for (ObjectId id : cost.rewrites) out.rewrites.push_back(name(id));
    for (ObjectId id : cost.index_builds) out.index_builds.push_back(name(id));
    for (ObjectId id : cost.scans) out.scans.push_back(name(id));
    remember(node, statement.text());
    if (changes) before_ = std::move(after_);
  });
  if (!parsed && sink.all().size() > known) cost.refused = sink.all().back().message;
  out.transactional = cost.transactional;
  out.refused = std::move(cost.refused);
  return out;
}

void Script::remember(const Node* node, std::string_view text) {
  if (is_node(node, T_TransactionStmt)) return transaction(node);
  if (is_node(node, T_VariableSetStmt)) set_variable(node, text);
  note_new_relations();
  if (const RangeVar* name = filled_table(node)) {
    const Catalog& after = locks::changes_catalog(node) ? after_ : before_;
    const auto path = default_path(after);
    const ObjectId table = find_relation(scope_of(after, path), name);
    if (table) rows_.set_filled(table);
  }
  if (!in_block_ && options_.autocommit)
    context_.created.clear();
  else if (starts_a_transaction(node))
    context_.in_transaction = true;
}

void Script::note_new_relations() {
  const Catalog& after = after_;
  for (auto i = static_cast<uint32_t>(before_.size()); i < after.size(); ++i) {
    const ObjectId id{i};
    if (after.at(id).removed || !locks::is_relation(after, id)) continue;
    context_.created.push_back(id);
    if (locks::is_table(after, id)) rows_.set_empty(id);
  }
}

void Script::set_variable(const Node* node, std::string_view text) {
  const auto* statement = as<VariableSetStmt>(node);
  const std::string_view name = statement->name ? statement->name : "";
  const bool resets = statement->kind != VAR_SET_VALUE;
  if (name == "search_path") {
    context_.search_path.clear();
    if (!resets)
      for (const Node* argument : items(statement->args)) context_.search_path.push_back(intern(value_text(argument)));
    settings_ += locks::settings_of(context_);
  } else if (name == "timezone") {
    const auto arguments = items(statement->args);
    const std::string zone = resets || arguments.empty() ? "" : lower(value_text(arguments[0]));
    context_.utc = zone.empty() ? options_.utc : std::ranges::find(kZeroZones, zone) != kZeroZones.end();
  } else if (name.starts_with("default_") && !resets) {
    settings_ += std::string(text) + ";\n";
  }
}

void Script::transaction(const Node* node) {
  switch (as<TransactionStmt>(node)->kind) {
    case TRANS_STMT_BEGIN:
    case TRANS_STMT_START:
      end_transaction();
      in_block_ = context_.in_transaction = true;
      at_begin_ = std::make_unique<Catalog>(before_.clone());
      return;
    case TRANS_STMT_ROLLBACK:
      if (at_begin_) before_ = std::move(*at_begin_);
      return end_transaction();
    case TRANS_STMT_COMMIT:
    case TRANS_STMT_PREPARE: return end_transaction();
    default: return;
  }
}

void Script::end_transaction() {
  in_block_ = context_.in_transaction = false;
  context_.created.clear();
  at_begin_.reset();
}

}  // namespace underpin
