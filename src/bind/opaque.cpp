// Objects kept as canonical text: operators, their classes and families, casts, conversions, transforms, access
// methods, base types. Text search: text_search.cpp.
#include "bind/opaque.h"

#include <algorithm>
#include <string>

#include "bind/definition_list.h"
#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/tokens.h"
#include "ir/print.h"
#include "parse/lexer.h"

namespace underpin::bind {
namespace {

struct ClassRow {
  int object_type;
  std::string_view name;     // as in DROP
  std::string_view keyword;  // the word before the object's name in CREATE and ALTER, for classes that live in a schema
};

constexpr ClassRow kClasses[] = {
    {OBJECT_OPERATOR, "OPERATOR", "operator"},
    {OBJECT_OPCLASS, "OPERATOR CLASS", "class"},
    {OBJECT_OPFAMILY, "OPERATOR FAMILY", "family"},
    {OBJECT_TYPE, "TYPE", "type"},
    {OBJECT_CONVERSION, "CONVERSION", "conversion"},
    {OBJECT_TSPARSER, "TEXT SEARCH PARSER", "parser"},
    {OBJECT_TSDICTIONARY, "TEXT SEARCH DICTIONARY", "dictionary"},
    {OBJECT_TSTEMPLATE, "TEXT SEARCH TEMPLATE", "template"},
    {OBJECT_TSCONFIGURATION, "TEXT SEARCH CONFIGURATION", "configuration"},
    {OBJECT_CAST, "CAST", ""},
    {OBJECT_TRANSFORM, "TRANSFORM", ""},
    {OBJECT_ACCESS_METHOD, "ACCESS METHOD", ""},
};

const ClassRow* class_of(int object_type) {
  const auto found = std::ranges::find(kClasses, object_type, &ClassRow::object_type);
  return found == std::end(kClasses) ? nullptr : found;
}

std::string type_words(const Session& s, const TypeName* type) {
  return type ? type_text(s.catalog, resolve_type(s.scope(), type)) : "NONE";
}

std::string last_name(const Session& s, const List* name) {
  return quote_identifier(std::string_view(name_parts(s, name).name));
}

// Where the object's own name begins and ends in the statement's text.
ByteRange own_name(std::string_view text, std::string_view keyword) {
  const uint32_t behind = after_keyword(text, 0, keyword);
  if (behind == kNoOffset) return {};
  Lexer lexer(text, behind);
  const auto next = [&] {
    Token token = lexer.next();
    while (token.kind == TokenKind::kLineComment || token.kind == TokenKind::kBlockComment) token = lexer.next();
    return token;
  };
  const auto is_word = [](const Token& token) {
    return token.kind == TokenKind::kWord || token.kind == TokenKind::kQuoted;
  };
  Token token = next();
  ByteRange range{token.begin, token.end};
  while (is_word(token)) {  // a.b.c
    const uint32_t here = lexer.at();
    if (const Token dot = next(); dot.kind != TokenKind::kPunctuation || text[dot.begin] != '.') {
      lexer.seek(here);
      break;
    }
    token = next();
    range.end = token.end;
  }
  return range;
}

}  // namespace

Symbol opaque_name(std::string_view object_class, std::string_view signature) {
  std::string name(object_class);
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return intern(name + " " + std::string(signature));
}

// The statement with the object's own name replaced by `name`, read anew.
ExprId renamed_definition(Session& s, std::string_view text, std::string_view keyword, std::string_view name) {
  const ByteRange range = own_name(text, keyword);
  std::string changed(text);
  changed.replace(range.begin, range.end - range.begin, name);
  NameScope scope = s.scope();
  scope.text = s.catalog.keep(changed);
  scope.file = {};
  scope.offset = 0;
  ExprId out;
  ParseError error;
  parse_text(
      scope.text, TextKind::kStatements,
      [&](const Node* tree) { out = make_opaque(scope, tree, 0, static_cast<uint32_t>(scope.text.size())); }, &error);
  if (!out) s.invalid(code::kNotModelled, "0A000", -1, "the statement cannot be kept as it is", error.message);
  s.catalog.expr(out).place = s.place(-1);
  return out;
}

// A text of our own, read as a definition.
static ExprId own_definition(Session& s, const std::string& text, const Node* tree) {
  NameScope scope = s.scope();
  scope.text = s.catalog.keep(text);
  scope.file = {};
  scope.offset = 0;
  const ExprId out = make_opaque(scope, tree, 0, static_cast<uint32_t>(scope.text.size()));
  s.catalog.expr(out).place = s.place(-1);
  return out;
}

// The current statement, with the object's name qualified.
ExprId whole_statement(Session& s, const Node* statement, std::string_view keyword, ObjectId schema) {
  const std::string_view text = s.statement.text();
  if (!keyword.empty()) {
    const ByteRange range = own_name(text, keyword);
    const std::string name(text.substr(range.begin, range.end - range.begin));
    if (name.find('.') == std::string::npos)
      return renamed_definition(s, text, keyword, quote_identifier(s.catalog.name(schema)) + "." + name);
  }
  return make_opaque(s.scope(), statement, 0, static_cast<uint32_t>(text.size()));
}

std::string_view name_keyword(std::string_view object_class) {
  const auto found = std::ranges::find(kClasses, object_class, &ClassRow::name);
  return found == std::end(kClasses) ? std::string_view() : found->keyword;
}

bool has_owner(std::string_view object_class) {
  return !name_keyword(object_class).empty() && object_class != "TEXT SEARCH PARSER" &&
         object_class != "TEXT SEARCH TEMPLATE";
}

ObjectId create_opaque(Session& s, ObjectId schema, std::string_view object_class, std::string signature,
                       const Node* statement) {
  const Symbol name = opaque_name(object_class, signature);
  if (s.catalog.find(Kind::kOpaque, schema, name))
    s.invalid(code::kDuplicateObject, "42710", -1, std::string(name.text()) + " already exists");
  const ExprId definition = whole_statement(s, statement, name_keyword(object_class), schema);
  const ObjectId id = s.create<Opaque>(schema, name, -1);
  Opaque& body = s.catalog.body<Opaque>(id);
  body.object_class = intern(object_class);
  body.signature = intern(signature);
  body.definition = definition;
  if (!has_owner(object_class)) s.catalog.at(id).owner = {};
  return id;
}

void add_to_opaque(Session& s, ObjectId id, const Node* statement) {
  const std::string_view object_class = std::as_const(s.catalog).body<Opaque>(id).object_class.text();
  const ExprId addition = whole_statement(s, statement, name_keyword(object_class), s.catalog.parent(id));
  s.catalog.body<Opaque>(id).additions.push_back(addition);
}

namespace {

ObjectId find_opaque(const Session& s, const List* name, Symbol full_name) {
  const NameParts parts = name_parts(s, name);
  if (parts.schema) {
    const ObjectId schema = s.catalog.find_schema(symbol(parts.schema));
    return schema ? s.catalog.find(Kind::kOpaque, schema, full_name) : ObjectId{};
  }
  for (ObjectId schema : s.search_path)
    if (ObjectId found = s.catalog.find(Kind::kOpaque, schema, full_name)) return found;
  return {};
}

// The access method stands before the name.
List without_first(const List* list) {
  List out = *list;
  ++out.elements;
  --out.length;
  return out;
}

std::string operator_signature(const Session& s, const List* name, const TypeName* left, const TypeName* right) {
  return std::string(name_parts(s, name).name) + "(" + type_words(s, left) + ", " + type_words(s, right) + ")";
}

std::string cast_signature(const Session& s, const TypeName* source, const TypeName* target) {
  return "(" + type_words(s, source) + " AS " + type_words(s, target) + ")";
}

std::string transform_signature(const Session& s, const TypeName* type, const char* language) {
  return "FOR " + type_words(s, type) + " LANGUAGE " + quote_identifier(std::string_view(language));
}

}  // namespace

ObjectId opaque_address(const Session& s, int object_type, const Node* object) {
  const ClassRow* row = class_of(object_type);
  if (row == nullptr) return {};
  const auto* list = as<List>(object);
  switch (object_type) {
    case OBJECT_OPERATOR: {
      const auto* op = as<ObjectWithArgs>(object);
      const auto types = items<TypeName>(op->objargs);
      if (types.size() != 2) return {};
      return find_opaque(s, op->objname,
                         opaque_name(row->name, operator_signature(s, op->objname, types[0], types[1])));
    }
    case OBJECT_OPCLASS:
    case OBJECT_OPFAMILY: {
      const List name = without_first(list);
      const std::string signature = last_name(s, &name) + " USING " + quote_identifier(strval(items(list)[0]));
      if (ObjectId found = find_opaque(s, &name, opaque_name(row->name, signature))) return found;
      // A class without a family made one of its own name.
      return object_type == OBJECT_OPFAMILY ? find_opaque(s, &name, opaque_name("OPERATOR CLASS", signature))
                                            : ObjectId{};
    }
    case OBJECT_CAST: {
      const auto types = items<TypeName>(list);
      return s.catalog.find(Kind::kOpaque, {}, opaque_name(row->name, cast_signature(s, types[0], types[1])));
    }
    case OBJECT_TRANSFORM: {
      const auto parts = items(list);
      return s.catalog.find(
          Kind::kOpaque, {},
          opaque_name(row->name, transform_signature(s, as<TypeName>(parts[0]), as<String>(parts[1])->sval)));
    }
    case OBJECT_ACCESS_METHOD:
      return s.catalog.find(Kind::kOpaque, {}, opaque_name(row->name, quote_identifier(strval(object))));
    default: return find_opaque(s, list, opaque_name(row->name, last_name(s, list)));
  }
}

ObjectId opaque_named(const Session& s, int object_type, const Node* object) {
  const ObjectId found = opaque_address(s, object_type, object);
  if (!found)
    s.not_found(NotFound::What::kOther, "42704", -1, std::string(object_type_word(object_type)) + " does not exist");
  return found;
}

void create_operator(Session& s, const DefineStmt* stmt) {
  const TypeName* left = nullptr;
  const TypeName* right = nullptr;
  for (const DefElem* def : items<DefElem>(stmt->definition)) {
    const std::string_view name = def->defname;
    if (is_node(def->arg, T_TypeName) && name == "leftarg") left = as<TypeName>(def->arg);
    if (is_node(def->arg, T_TypeName) && name == "rightarg") right = as<TypeName>(def->arg);
  }
  const ObjectId schema = s.creation_schema(stmt->defnames, -1);
  const std::string text = "CREATE OPERATOR " + quote_identifier(s.catalog.name(schema)) + "." +
                           name_parts(s, stmt->defnames).name + " " + definition_list(s, stmt, schema);
  const Node* node = reinterpret_cast<const Node*>(stmt);
  const ExprId definition = own_definition(s, text, node);
  const ObjectId id = create_opaque(s, schema, "OPERATOR", operator_signature(s, stmt->defnames, left, right), node);
  s.catalog.body<Opaque>(id).definition = definition;
}

// A shell first, then what it is, which needs functions that need the shell.
void create_base_type(Session& s, const DefineStmt* stmt) {
  const Node* node = reinterpret_cast<const Node*>(stmt);
  const ObjectId schema = s.creation_schema(stmt->defnames, -1);
  const std::string signature = last_name(s, stmt->defnames);
  const ObjectId existing = s.catalog.find(Kind::kOpaque, schema, opaque_name("TYPE", signature));
  if (!stmt->definition) {
    s.check_free(Kind::kEnum, schema, symbol(name_parts(s, stmt->defnames).name), -1);
    create_opaque(s, schema, "TYPE", signature, node);
    return;
  }
  if (!existing)
    s.not_found(NotFound::What::kType, "42704", -1,
                "type " + in_quotes(printed_name(stmt->defnames).text()) + " does not exist",
                "Create the type as a shell type, then create its I/O functions, then do a full CREATE TYPE.");
  if (!std::as_const(s.catalog).body<Opaque>(existing).additions.empty())
    s.invalid(code::kDuplicateObject, "42710", -1,
              "type " + in_quotes(printed_name(stmt->defnames).text()) + " already exists");
  add_to_opaque(s, existing, node);
}

void create_cast(Session& s, const Node* node) {
  const auto* stmt = as<CreateCastStmt>(node);
  create_opaque(s, {}, "CAST", cast_signature(s, stmt->sourcetype, stmt->targettype), node);
}

void create_conversion(Session& s, const Node* node) {
  const auto* stmt = as<CreateConversionStmt>(node);
  create_opaque(s, s.creation_schema(stmt->conversion_name, -1), "CONVERSION", last_name(s, stmt->conversion_name),
                node);
}

void create_transform(Session& s, const Node* node) {
  const auto* stmt = as<CreateTransformStmt>(node);
  const std::string signature = transform_signature(s, stmt->type_name, stmt->lang);
  const ObjectId existing = s.catalog.find(Kind::kOpaque, {}, opaque_name("TRANSFORM", signature));
  if (existing && stmt->replace) s.drop({existing}, false, -1);
  create_opaque(s, {}, "TRANSFORM", signature, node);
}

void create_access_method(Session& s, const Node* node) {
  create_opaque(s, {}, "ACCESS METHOD", quote_identifier(std::string_view(as<CreateAmStmt>(node)->amname)), node);
}

void create_operator_class(Session& s, const Node* node) {
  const auto* stmt = as<CreateOpClassStmt>(node);
  const std::string signature =
      last_name(s, stmt->opclassname) + " USING " + quote_identifier(std::string_view(stmt->amname));
  create_opaque(s, s.creation_schema(stmt->opclassname, -1), "OPERATOR CLASS", signature, node);
}

void create_operator_family(Session& s, const Node* node) {
  const auto* stmt = as<CreateOpFamilyStmt>(node);
  const std::string signature =
      last_name(s, stmt->opfamilyname) + " USING " + quote_identifier(std::string_view(stmt->amname));
  create_opaque(s, s.creation_schema(stmt->opfamilyname, -1), "OPERATOR FAMILY", signature, node);
}

void alter_operator_family(Session& s, const Node* node) {
  const auto* stmt = as<AlterOpFamilyStmt>(node);
  const std::string signature =
      last_name(s, stmt->opfamilyname) + " USING " + quote_identifier(std::string_view(stmt->amname));
  ObjectId id = find_opaque(s, stmt->opfamilyname, opaque_name("OPERATOR FAMILY", signature));
  if (!id) id = find_opaque(s, stmt->opfamilyname, opaque_name("OPERATOR CLASS", signature));
  if (!id)
    s.not_found(NotFound::What::kOther, "42704", -1,
                "operator family " + in_quotes(printed_name(stmt->opfamilyname).text()) + " does not exist");
  const ExprId addition = whole_statement(s, node, "family", s.catalog.parent(id));
  s.catalog.body<Opaque>(id).additions.push_back(addition);
}

void alter_operator(Session& s, const Node* node) {
  add_to_opaque(
      s, opaque_named(s, OBJECT_OPERATOR, reinterpret_cast<const Node*>(as<AlterOperatorStmt>(node)->opername)), node);
}

void alter_base_type(Session& s, const Node* node) {
  const ObjectId id = type_address(s, reinterpret_cast<const Node*>(as<AlterTypeStmt>(node)->typeName), false);
  if (!s.catalog.is(id, Kind::kOpaque))
    s.invalid(code::kWrongObjectType, "42809", -1,
              in_quotes(printed_name(as<AlterTypeStmt>(node)->typeName).text()) + " is not a base type");
  add_to_opaque(s, id, node);
}

void define(Session& s, const Node* node) {
  const auto* stmt = as<DefineStmt>(node);
  switch (stmt->kind) {
    case OBJECT_AGGREGATE: return create_aggregate(s, stmt);
    case OBJECT_COLLATION: return create_collation(s, stmt);
    case OBJECT_OPERATOR: return create_operator(s, stmt);
    case OBJECT_TYPE: return create_base_type(s, stmt);
    default: break;
  }
  const ClassRow* row = class_of(stmt->kind);
  if (row == nullptr) s.invalid(code::kNotModelled, "0A000", -1, "this kind of CREATE statement is not known");
  create_opaque(s, s.creation_schema(stmt->defnames, -1), row->name, last_name(s, stmt->defnames), node);
}

}  // namespace underpin::bind
