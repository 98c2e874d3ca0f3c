// XMLTABLE and JSON_TABLE.
#include "analyze/analyzer.h"
#include "analyze/tree.h"

namespace underpin::analyze {

using namespace builtin;

Term* Analyzer::from_table_function(const Node* item, Made& made) {
  Entry* entry = make_entry();
  std::vector<OutColumn> columns;
  Term* term = nullptr;
  const ::Alias* alias = nullptr;
  std::string_view name;
  if (tag(item) == T_RangeTableFunc) {
    term = xml_table(as<RangeTableFunc>(item), columns);
    alias = as<RangeTableFunc>(item)->alias;
    name = "xmltable";
  } else if (tag(item) == T_JsonTable) {
    term = json_table(as<JsonTable>(item), columns);
    alias = as<JsonTable>(item)->alias;
    name = "json_table";
  } else {
    term = generic("table", item);
    entry->columns_known = false;
  }
  entry->columns = keep_columns(columns);
  entry->row_type = kTypeRecord;
  if (!name.empty()) name_entry(entry, alias, intern(name));
  made.push_back({entry, true, true, {}});
  return entry_term("table", entry, 0, Terms(pool(), {term}).span());
}

// (:type type), and the type of the column.
Term* Analyzer::type_term(const TypeName* name, OutColumn* column) {
  use_type(name);
  const TypeRef ref = resolve_type_of(name);
  column->type = type_of(ref);
  column->modifier = ref.modifier;
  return cast_node(node("type"), column->type, ref.modifier, Coercion::kExplicit);
}

Term* Analyzer::xml_table(const RangeTableFunc* table, std::vector<OutColumn>& columns) {
  Terms terms(pool(), size(table->columns) + size(table->namespaces) + 2);
  for (const ListCell& cell : cells(table->namespaces)) {
    const auto* space = as<ResTarget>(node_of(cell));
    terms.add(node("namespace", {const_term(view(space->name), Type()), to_text_if_unknown(expr(space->val))}));
  }
  terms.add(coerce(expr(table->rowexpr), kTypeText, {}, Coercion::kImplicit));
  terms.add(coerce(expr(table->docexpr), kTypeXml, {}, Coercion::kImplicit));
  for (const ListCell& cell : cells(table->columns)) {
    const auto* definition = as<RangeTableFuncCol>(node_of(cell));
    OutColumn& column = columns.emplace_back();
    column.name = intern(definition->colname);
    column.type = kTypeInt4;
    Terms parts(pool(), {const_term(column.name.text(), Type())});
    if (definition->for_ordinality) {
      parts.add(node("ordinality"));
    } else {
      parts.add(type_term(definition->typeName, &column));
      // Without a path it is the column's name.
      parts.add(definition->colexpr == nullptr ? const_term(column.name.text(), kTypeText)
                                               : coerce(expr(definition->colexpr), kTypeText, {}, Coercion::kImplicit));
      if (definition->coldefexpr != nullptr) {
        Term* value = expr(definition->coldefexpr);
        parts.add(node("default", {coerce(value, column.type, column.modifier, Coercion::kAssignment)}));
      }
      if (definition->is_not_null) parts.add(node("not-null"));
    }
    terms.add(node("column", parts.span()));
  }
  return node("xmltable", terms.span());
}

namespace {

// The path of a JSON_TABLE column that names none.
std::string path_of_name(std::string_view name) {
  std::string path = "$.\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') path += '\\';
    path += c;
  }
  return path + "\"";
}

}  // namespace

Term* Analyzer::json_table(const JsonTable* table, std::vector<OutColumn>& columns) {
  Terms terms(pool(), size(table->columns) + 4);
  terms.add(expr(to_node(table->context_item)));
  terms.add(coerce(expr(table->pathspec->string), kTypeJsonpath, {}, Coercion::kImplicit));
  for (const ListCell& cell : cells(table->passing)) terms.add(json_argument(node_of(cell)));
  json_columns(table->columns, terms, columns);
  terms.add_if(json_behavior("on-error", table->on_error, JSON_BEHAVIOR_EMPTY_ARRAY, {}));
  return node("json-table", terms.span());
}

// PostgreSQL prints nested columns behind the others.
void Analyzer::json_columns(const List* list, Terms& terms, std::vector<OutColumn>& columns) {
  const auto is_nested = [](const ListCell& cell) { return as<JsonTableColumn>(node_of(cell))->coltype == JTC_NESTED; };
  for (const ListCell& cell : cells(list))
    if (!is_nested(cell)) terms.add(json_column(as<JsonTableColumn>(node_of(cell)), columns));
  for (const ListCell& cell : cells(list)) {
    if (!is_nested(cell)) continue;
    const auto* nested = as<JsonTableColumn>(node_of(cell));
    Terms parts(pool(), {coerce(expr(nested->pathspec->string), kTypeJsonpath, {}, Coercion::kImplicit)});
    json_columns(nested->columns, parts, columns);
    terms.add(node("nested", parts.span()));
  }
}

Term* Analyzer::json_column(const JsonTableColumn* definition, std::vector<OutColumn>& columns) {
  OutColumn column;
  column.name = intern(definition->name);
  column.type = kTypeInt4;
  Terms parts(pool(), {const_term(column.name.text(), Type())});
  if (definition->coltype == JTC_FOR_ORDINALITY) {
    parts.add(node("ordinality"));
  } else {
    parts.add(type_term(definition->typeName, &column));
    Term* path = definition->pathspec != nullptr
                     ? expr(definition->pathspec->string)
                     : const_term(pool().keep(path_of_name(column.name.text())), kTypeUnknown);
    parts.add(coerce(path, kTypeJsonpath, {}, Coercion::kImplicit));
    const Type base = base_type(catalog(), column.type);
    const bool whole =
        base == Type(kTypeJson) || base == Type(kTypeJsonb) || base.is_array() || is_composite(catalog(), base);
    const bool exists = definition->coltype == JTC_EXISTS;
    if (exists) parts.add(node("exists"));
    if (!exists && (whole || definition->coltype == JTC_FORMATTED))
      parts.add(json_shape(definition->wrapper, definition->quotes));
    const int usual = exists ? JSON_BEHAVIOR_FALSE : JSON_BEHAVIOR_NULL;
    parts.add_if(json_behavior("on-empty", definition->on_empty, usual, column.type));
    parts.add_if(json_behavior("on-error", definition->on_error, usual, column.type));
  }
  columns.push_back(column);
  return node("column", parts.span());
}

}  // namespace underpin::analyze
