// Entries of FROM and their columns.
#include "analyze/analyzer.h"
#include "analyze/tree.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

struct SystemColumn {
  std::string_view name;
  uint16_t type;
};
constexpr SystemColumn kSystemColumns[] = {{"ctid", kTypeTid}, {"xmin", kTypeXid}, {"xmax", kTypeXid},
                                           {"cmin", kTypeCid}, {"cmax", kTypeCid}, {"tableoid", kTypeOid}};

}  // namespace

std::string_view alias_stem(std::string_view alias) {
  for (;;) {
    const size_t end = alias.find_last_not_of("0123456789");
    if (end == alias.npos || end == 0 || end + 1 == alias.size() || alias[end] != '_') return alias;
    alias = alias.substr(0, end);
  }
}

Level* Analyzer::new_level(Level* parent) {
  Level* level = levels_.emplace_back(std::make_unique<Level>()).get();
  level->parent = parent;
  level->depth = parent == nullptr ? 0 : parent->depth + 1;
  return level;
}

Entry* Analyzer::make_entry() {
  Entry* entry = pool().make<Entry>();
  entry->number = ++entries_;
  if (level_ != nullptr) entry->depth = level_->depth;
  if (strict) entries_made_.push_back(entry);
  return entry;
}

Entry* Analyzer::relation_entry(ObjectId relation, Symbol alias) {
  Entry* entry = make_entry();
  entry->relation = relation;
  entry->name = alias.empty() ? catalog().name(relation) : alias;
  entry->alias = !alias.empty() && alias != catalog().name(relation);
  entry->row_type = Type::of(relation);
  entry->lazy = true;
  switch (catalog().kind(relation)) {
    case Kind::kView: entry->columns_known = catalog().body<View>(relation).columns_known; break;
    case Kind::kMaterializedView:
      entry->columns_known = catalog().body<MaterializedView>(relation).columns_known;
      break;
    case Kind::kSequence: sequence_columns(entry); break;
    case Kind::kIndex: entry->columns_known = false; break;
    default: break;
  }
  return entry;
}

// pg_sequence_columns: what SELECT * FROM a sequence gives.
void Analyzer::sequence_columns(Entry* entry) {
  constexpr std::pair<std::string_view, uint16_t> kColumns[] = {
      {"last_value", kTypeInt8}, {"log_cnt", kTypeInt8}, {"is_called", kTypeBool}};
  entry->lazy = false;
  entry->columns = pool().array<OutColumn>(3);
  for (size_t i = 0; i < 3; ++i) {
    entry->columns[i].name = intern(kColumns[i].first);
    entry->columns[i].type = kColumns[i].second;
  }
}

// Columns of the domain yes_or_no, which is character varying(3).
static bool is_yes_or_no(std::string_view name) {
  return name.starts_with("is_") || name == "with_hierarchy" || name == "initially_deferred" || name == "enforced" ||
         name == "nulls_distinct";
}

void Analyzer::system_relation_columns(Entry* entry, const RangeVar* relation) {
  const RelationInfo* info =
      find_relation(relation->schemaname == nullptr ? "pg_catalog" : relation->schemaname, relation->relname);
  entry->columns_known = info != nullptr;
  if (info == nullptr) return;
  const auto columns = builtin::columns(*info);
  entry->columns = pool().array<OutColumn>(columns.size());
  for (size_t i = 0; i < columns.size(); ++i) {
    entry->columns[i].name = intern(columns[i].name);
    entry->columns[i].type = columns[i].type;
    if (std::string_view(info->schema) == "information_schema" && is_yes_or_no(columns[i].name))
      entry->columns[i].modifier = intern("(3)");
  }
}

namespace {

OutColumn out_column(const Catalog& catalog, ObjectId column) {
  const Column& body = catalog.body<Column>(column);
  OutColumn out;
  out.name = catalog.name(column);
  out.type = type_of(body.type);
  out.modifier = body.type.modifier;
  out.column = column;
  out.named_by_column = true;
  return out;
}

}  // namespace

std::span<OutColumn> Analyzer::all_columns(Entry* entry) {
  if (!entry->lazy) return entry->columns;
  const auto& children = catalog().at(entry->relation).children;
  size_t count = 0;
  for (const ObjectId child : children) count += catalog().is(child, Kind::kColumn);
  entry->columns = pool().array<OutColumn>(count);
  size_t i = 0;
  for (const ObjectId child : children)
    if (catalog().is(child, Kind::kColumn)) entry->columns[i++] = out_column(catalog(), child);
  entry->lazy = false;
  return entry->columns;
}

bool Analyzer::find_column(Entry* entry, Symbol name, OutColumn* found) {
  if (entry->lazy) {
    const ObjectId column = catalog().find_column(entry->relation, name);
    if (column) *found = out_column(catalog(), column);
    return static_cast<bool>(column);
  }
  for (const OutColumn& column : entry->columns)
    if (column.name == name) {
      *found = column;
      return true;
    }
  return false;
}

// A system column of a table, if it is the name of one.
static Type system_column(const Catalog& catalog, const Entry* entry, Symbol name) {
  if (!catalog.is(entry->relation, Kind::kTable) && !catalog.is(entry->relation, Kind::kMaterializedView)) return {};
  for (const SystemColumn& column : kSystemColumns)
    if (column.name == name.text()) return column.type;
  return {};
}

Term* Analyzer::column_term(Entry* entry, const OutColumn& column, ByteRange range) {
  Term* term = pool().make<Term>();
  if (column.term != nullptr &&
      column.term->kind == TermKind::kColumn) {  // merged by USING: it is the one side's column
    *term = *column.term;
    term->ref = column.term->ref ? add_ref(work_->refs[column.term->ref - 1].target, range, RefForm::kBare) : 0;
    return term;
  }
  if (column.term != nullptr) return column.term;
  term->kind = TermKind::kColumn;
  term->entry = entry;
  term->type = column.type;
  term->modifier = column.modifier;
  term->fields = column.fields;
  term->field_count = column.field_count;
  term->text = column.name.text();
  if (column.named_by_column) term->ref = add_ref(column.column, range, RefForm::kBare);
  return term;
}

// A column of an entry whose columns are not known.
Term* Analyzer::unknown_column(Entry* entry, Symbol name) {
  Term* term = pool().make<Term>();
  term->kind = TermKind::kColumn;
  term->entry = entry;
  term->text = name.text();
  term->type = system_column(catalog(), entry, name);
  return term;
}

uint32_t Analyzer::name_ref(const Entry* entry, ByteRange range) {
  const ObjectId relation = entry_relation(entry);
  return relation ? add_ref(relation, range, RefForm::kBare) : 0;
}

Term* Analyzer::whole_row(Entry* entry, ByteRange range) {
  name_ref(entry, range);
  // A function that gives one plain value: its name is that value.
  if (!entry->relation && entry->columns_known && entry->columns.size() == 1 && entry->row_type.known() &&
      entry->row_type == entry->columns[0].type)
    return column_term(entry, entry->columns[0], {});
  Term* term = pool().make<Term>();
  term->kind = TermKind::kColumn;
  term->entry = entry;
  term->location = strict ? lookup_location_ : -1;
  term->type = entry->row_type.known() ? entry->row_type : Type(kTypeRecord);
  term->text = "*";
  if (!entry->relation && entry->columns_known) {
    term->fields = entry->columns.data();
    term->field_count = entry->columns.size();
  }
  return term;
}

// The entry that a qualified column names, from the innermost level outwards.
Entry* Analyzer::find_entry(Symbol schema, Symbol name, bool* by_name) {
  for (Level* level = level_; level != nullptr; level = level->parent) {
    for (const Visible& visible : level->visible) {
      if (visible.entry->name != name || !visible.by_name) continue;
      if (!schema.empty()) {
        const Entry* entry = visible.entry;
        if (entry->alias) continue;
        const Symbol own = entry->relation ? catalog().name(catalog().schema_of(entry->relation)) : entry->schema;
        if (own != schema && !own.empty()) continue;
      }
      *by_name = true;
      check_barred(visible.entry, lookup_location_);
      return visible.entry;
    }
  }
  return nullptr;
}

}  // namespace underpin::analyze
