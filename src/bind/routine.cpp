// CREATE FUNCTION and CREATE PROCEDURE.
#include "bind/routine.h"

#include <algorithm>
#include <utility>

#include "analyze/extensions.h"
#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/tokens.h"
#include "ir/print.h"

namespace underpin::bind {
namespace {

ArgMode mode_of(const FunctionParameter* parameter) {
  switch (parameter->mode) {
    case FUNC_PARAM_OUT: return ArgMode::kOut;
    case FUNC_PARAM_INOUT: return ArgMode::kInOut;
    case FUNC_PARAM_VARIADIC: return ArgMode::kVariadic;
    case FUNC_PARAM_TABLE: return ArgMode::kTable;
    default: return ArgMode::kIn;
  }
}

bool is_output(ArgMode mode) { return mode == ArgMode::kOut || mode == ArgMode::kInOut || mode == ArgMode::kTable; }
bool is_input(ArgMode mode) { return mode != ArgMode::kOut && mode != ArgMode::kTable; }

ExprId default_of(Session& s, const FunctionParameter* parameter, const TypeRef& type) {
  const ByteRange range = expression_range(s.statement.text(), parameter->defexpr);
  ExprContext context;
  context.expected = type;
  return make_expression(s.scope(), context, parameter->defexpr, range.begin, range.end);
}

}  // namespace

std::vector<Argument> read_arguments(Session& s, const List* parameters) {
  std::vector<Argument> out;
  bool defaults = false;
  for (const FunctionParameter* parameter : items<FunctionParameter>(parameters)) {
    Argument argument;
    argument.mode = mode_of(parameter);
    argument.name = symbol(parameter->name);
    argument.type = resolve_type(s.scope(), parameter->argType);
    argument.type.modifier = {};  // PostgreSQL forgets it
    if (parameter->argType->setof)
      s.invalid(code::kInvalidDefinition, "42P13", parameter->argType->location,
                "functions cannot accept set arguments");
    if (parameter->defexpr) argument.default_value = default_of(s, parameter, argument.type);
    if (defaults && !argument.default_value && is_input(argument.mode) && argument.mode != ArgMode::kVariadic)
      s.invalid(code::kInvalidDefinition, "42P13", parameter->argType->location,
                "input parameters after one with a default value must also have defaults");
    defaults |= static_cast<bool>(argument.default_value);
    out.push_back(argument);
  }
  return out;
}

namespace {

struct Definition {
  const CreateFunctionStmt* stmt;
  const List* as = nullptr;
  int as_location = -1;
};

// The bytes of a string constant: those of the source where it has them as they are.
struct KeptText {
  std::string_view text;
  Place place;
};
KeptText keep_text(Session& s, std::string_view value, int location) {
  const std::string_view statement = s.statement.text();
  const size_t at = statement.find(value, location < 0 ? 0 : static_cast<size_t>(location));
  if (!value.empty() && at != std::string_view::npos)
    return {statement.substr(at, value.size()), s.place(static_cast<int>(at))};
  return {s.catalog.keep(value), s.place(location)};
}

void check_language(const Session& s, Symbol language) {
  const std::string_view name = language.text();
  if (name == "sql" || name == "plpgsql" || name == "c" || name == "internal") return;
  if (s.catalog.find(Kind::kLanguage, {}, language) || s.catalog.find(Kind::kExtension, {}, language) ||
      may_be_an_extensions(s))
    return;
  s.not_found(NotFound::What::kOther, "42704", -1, "language " + in_quotes(name) + " does not exist",
              "Use CREATE EXTENSION to load the language into the database.");
}

void set_string_body(Session& s, Function& function, const Definition& definition) {
  const auto parts = items(definition.as);
  const bool object_file = function.language.text() == "c";
  if (parts.size() > 1 && !object_file)
    s.invalid(code::kInvalidDefinition, "42P13", definition.as_location,
              "only one AS item needed for language " + in_quotes(function.language.text()));
  if (object_file)
    function.link_symbol =
        parts.size() > 1 ? intern(strval(parts[1])) : symbol(name_parts(s, definition.stmt->funcname).name);
  const KeptText body = keep_text(s, strval(parts[0]), definition.as_location);
  function.body = make_string_body(s.scope(), body.text, function.language, function.arguments, body.place);
}

void set_sql_body(Session& s, Function& function, const CreateFunctionStmt* stmt) {
  const Node* body = stmt->sql_body;
  const std::string_view text = s.statement.text();
  const std::string_view keyword = is_node(body, T_ReturnStmt) ? "return" : "begin";
  const uint32_t behind = after_keyword(text, 0, keyword);
  const uint32_t begin = behind == kNoOffset ? 0 : behind - static_cast<uint32_t>(keyword.size());
  function.sql_body = true;
  function.body = make_sql_body(s.scope(), body, begin, static_cast<uint32_t>(text.size()),
                                symbol(name_parts(s, stmt->funcname).name), function.arguments);
}

void set_result(Session& s, Function& function, const CreateFunctionStmt* stmt) {
  if (stmt->is_procedure) return;
  std::vector<TypeRef> outputs;
  for (const Argument& argument : function.arguments)
    if (is_output(argument.mode)) outputs.push_back(argument.type);
  if (stmt->returnType) {
    const bool table =
        std::ranges::any_of(function.arguments, [](const Argument& a) { return a.mode == ArgMode::kTable; });
    function.result = table ? (outputs.size() == 1 ? outputs.front() : builtin_type("record"))
                            : resolve_type(s.scope(), stmt->returnType);
    function.result.modifier = {};
    function.returns_set = stmt->returnType->setof || table;
  } else if (outputs.empty()) {
    s.invalid(code::kInvalidDefinition, "42P13", -1, "function result type must be specified");
  } else {
    function.result = outputs.size() == 1 ? outputs.front() : builtin_type("record");
  }
}

Function read(Session& s, const CreateFunctionStmt* stmt) {
  Function function;
  Definition definition{.stmt = stmt};
  function.routine = stmt->is_procedure ? RoutineKind::kProcedure : RoutineKind::kFunction;
  for (const DefElem* option : items<DefElem>(stmt->options)) {
    const std::string_view name = option->defname;
    if (name == "as") {
      definition.as = as<List>(option->arg);
      definition.as_location = option->location;
    } else if (name == "language") {
      function.language = def_value(option);
    } else {
      set_routine_option(s, function, option);
    }
  }
  if (function.language.empty() && stmt->sql_body) function.language = intern("sql");
  if (function.language.empty()) s.invalid(code::kInvalidDefinition, "42P13", -1, "no language specified");
  if (!definition.as && !stmt->sql_body) s.invalid(code::kInvalidDefinition, "42P13", -1, "no function body specified");
  if (definition.as && stmt->sql_body)
    s.invalid(code::kInvalidDefinition, "42P13", -1, "duplicate function body specified");
  check_language(s, function.language);
  function.arguments = read_arguments(s, stmt->parameters);
  set_result(s, function, stmt);
  normalise_costs(function);
  if (stmt->sql_body)
    set_sql_body(s, function, stmt);
  else
    set_string_body(s, function, definition);
  return function;
}

std::string shown(const Catalog& catalog, ObjectId id) { return identity(catalog, id); }

// CREATE OR REPLACE may not change what callers were made with.
void check_replaceable(const Session& s, ObjectId id, const Function& now) {
  const Catalog& catalog = s.catalog;
  const auto refuse = [&](std::string message) {
    s.invalid(code::kInvalidDefinition, "42P13", -1, std::move(message), {},
              "Use DROP " + std::string(object_word(catalog, id)) + " " + shown(catalog, id) + " first.");
  };
  if (catalog.is(id, Kind::kAggregate))
    s.invalid(code::kWrongObjectType, "42809", -1, "cannot change routine kind",
              in_quotes(catalog.name(id).text()) + " is an aggregate function.");
  const Function& was = catalog.body<Function>(id);
  if (was.routine != now.routine) s.invalid(code::kWrongObjectType, "42809", -1, "cannot change routine kind");
  if (!(was.result == now.result) || was.returns_set != now.returns_set)
    refuse("cannot change return type of existing function");
  std::vector<const Argument*> before, after;
  for (const Argument& a : was.arguments)
    if (is_input(a.mode)) before.push_back(&a);
  for (const Argument& a : now.arguments)
    if (is_input(a.mode)) after.push_back(&a);
  for (size_t i = 0; i < before.size(); ++i) {
    if (!before[i]->name.empty() && before[i]->name != after[i]->name)
      refuse("cannot change name of input parameter " + in_quotes(before[i]->name.text()));
    if (before[i]->default_value && !after[i]->default_value)
      refuse("cannot remove parameter defaults from existing function");
  }
}

}  // namespace

void create_function(Session& s, const Node* node) {
  const auto* stmt = as<CreateFunctionStmt>(node);
  const ObjectId schema = s.creation_schema(stmt->funcname, -1);
  const Symbol name = symbol(name_parts(s, stmt->funcname).name);
  Function function = read(s, stmt);
  std::vector<TypeRef> inputs;
  for (const Argument& argument : function.arguments)
    if (is_input(argument.mode)) inputs.push_back(argument.type);
  ObjectId id = find_routine(s.catalog, schema, name, inputs);
  if (id && !stmt->replace)
    s.invalid(code::kDuplicateObject, "42723", -1,
              "function " + in_quotes(name.text()) + " already exists with same argument types");
  if (id) {
    check_replaceable(s, id, function);
    s.catalog.at(id).place = s.place(-1);
  } else {
    id = s.catalog.add<Function>(schema, name, s.place(-1));
    s.created(id);
  }
  s.catalog.body<Function>(id) = std::move(function);
}

}  // namespace underpin::bind
