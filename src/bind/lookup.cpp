// From names in statements to objects of the catalog.
#include <algorithm>
#include <utility>

#include "analyze/extensions.h"
#include "bind/lists.h"
#include "bind/objects.h"
#include "builtin/builtin.h"
#include "ir/print.h"

namespace underpin::bind {

NameParts name_parts(const Session& s, const List* name) {
  const auto parts = items(name);
  if (parts.empty() || parts.size() > 3)
    s.invalid(code::kInvalidDefinition, "42601", -1, "improper qualified name (too many dotted names)");
  NameParts out;
  out.name = as<String>(parts.back())->sval;
  if (parts.size() > 1) out.schema = as<String>(parts[parts.size() - 2])->sval;
  return out;
}

bool is_system_schema(const char* schema) {
  if (schema == nullptr) return false;
  const std::string_view name = schema;
  return name == "pg_catalog" || name == "information_schema" || name == "pg_toast";
}

Symbol printed_name(const List* name) {
  std::string out;
  for (const Node* part : items(name)) {
    if (!out.empty()) out += '.';
    out += quote_identifier(strval(part));
  }
  return intern(out);
}

// Does an extension of the catalog bring a function of that name?
static bool is_known_extensions(const Session& s, std::string_view function) {
  for (const analyze::ExtensionFacts& facts : analyze::all_extension_facts())
    if (analyze::lists(facts.functions, function) && s.catalog.find(Kind::kExtension, {}, intern(facts.name)))
      return true;
  return false;
}

bool may_be_an_extensions(const Session& s) {
  if (!s.last_try) return false;
  bool found = false;
  s.catalog.for_each([&](ObjectId id) { found |= std::as_const(s.catalog).kind(id) == Kind::kExtension; });
  return found;
}

namespace {

// The schemas in which a name may be found.
std::vector<ObjectId> schemas_for(const Session& s, const NameParts& parts) {
  if (parts.schema == nullptr) {
    if (!s.creating_schema) return {s.search_path.begin(), s.search_path.end()};
    std::vector<ObjectId> path{s.creating_schema};
    path.insert(path.end(), s.search_path.begin(), s.search_path.end());
    return path;
  }
  const ObjectId schema = s.catalog.find_schema(symbol(parts.schema));
  return schema ? std::vector{schema} : std::vector<ObjectId>{};
}

// pg_proc tells them apart by the types without modifiers.
bool same_type(TypeRef a, TypeRef b) {
  a.modifier = b.modifier = {};
  return a == b;
}

bool same_types(std::span<const TypeRef> a, std::span<const TypeRef> b) {
  return std::ranges::equal(a, b, [](const TypeRef& x, const TypeRef& y) { return same_type(x, y); });
}

const std::vector<Argument>& arguments_of(const Catalog& catalog, ObjectId routine) {
  return catalog.is(routine, Kind::kAggregate) ? catalog.body<Aggregate>(routine).arguments
                                               : catalog.body<Function>(routine).arguments;
}

std::vector<TypeRef> all_types(const Catalog& catalog, ObjectId routine) {
  std::vector<TypeRef> out;
  for (const Argument& argument : arguments_of(catalog, routine))
    if (argument.mode != ArgMode::kTable) out.push_back(argument.type);
  return out;
}

}  // namespace

std::vector<TypeRef> input_types(const Catalog& catalog, ObjectId routine) {
  std::vector<TypeRef> out;
  for (const Argument& argument : arguments_of(catalog, routine))
    if (argument.mode != ArgMode::kOut && argument.mode != ArgMode::kTable) out.push_back(argument.type);
  return out;
}

ObjectId find_in_path(const Session& s, Kind kind, const List* name) {
  const NameParts parts = name_parts(s, name);
  for (ObjectId schema : schemas_for(s, parts))
    if (ObjectId found = s.catalog.find(kind, schema, symbol(parts.name))) return found;
  return {};
}

ObjectId find_routine(const Catalog& catalog, ObjectId schema, Symbol name, std::span<const TypeRef> inputs) {
  for (ObjectId id : catalog.routines(schema, name))
    if (same_types(input_types(catalog, id), inputs)) return id;
  return {};
}

RoutineName find_function(Session& s, const List* name, std::span<const TypeRef> arguments, int location) {
  const NameParts parts = name_parts(s, name);
  for (ObjectId schema : schemas_for(s, parts))
    if (ObjectId found = find_routine(s.catalog, schema, symbol(parts.name), arguments)) return {.id = found};
  const bool system = is_system_schema(parts.schema);
  if (system || (parts.schema == nullptr && !builtin::functions(parts.name).empty()))
    return {.outside = intern(quote_identifier(std::string_view(parts.name)))};
  if (is_known_extensions(s, parts.name) || may_be_an_extensions(s)) return {.outside = printed_name(name)};
  std::string types;
  for (const TypeRef& type : arguments) types += (types.empty() ? "" : ", ") + type_text(s.catalog, type);
  s.not_found(NotFound::What::kFunction, "42883", location,
              "function " + std::string(printed_name(name).text()) + "(" + types + ") does not exist");
}

namespace {

bool is_of(const Catalog& catalog, ObjectId routine, int object_type) {
  const bool aggregate = catalog.is(routine, Kind::kAggregate);
  switch (object_type) {
    case OBJECT_AGGREGATE: return aggregate;
    case OBJECT_PROCEDURE: return !aggregate && catalog.body<Function>(routine).routine == RoutineKind::kProcedure;
    case OBJECT_FUNCTION: return aggregate || catalog.body<Function>(routine).routine != RoutineKind::kProcedure;
    default: return true;
  }
}

// The types written in p(a integer, OUT b text); nullopt where the OUT ones are marked, or are none.
std::vector<TypeRef> unmarked_types(const Session& s, const ObjectWithArgs* name) {
  std::vector<TypeRef> out;
  for (const FunctionParameter* parameter : items<FunctionParameter>(name->objfuncargs))
    if (parameter->mode == FUNC_PARAM_DEFAULT || parameter->mode == FUNC_PARAM_IN ||
        parameter->mode == FUNC_PARAM_OUT || parameter->mode == FUNC_PARAM_INOUT ||
        parameter->mode == FUNC_PARAM_VARIADIC)
      out.push_back(resolve_type(s.scope(), parameter->argType));
  return out;
}

std::vector<TypeRef> written_types(const Session& s, const ObjectWithArgs* name) {
  std::vector<TypeRef> out;
  for (const TypeName* type : items<TypeName>(name->objargs))
    if (type) out.push_back(resolve_type(s.scope(), type));
  return out;
}

// Without arguments in the statement the name must be the only one.
ObjectId by_name_alone(const Session& s, int object_type, const ObjectWithArgs* name, const NameParts& parts) {
  std::vector<ObjectId> found;
  for (ObjectId schema : schemas_for(s, parts)) {
    for (ObjectId id : s.catalog.routines(schema, symbol(parts.name)))
      if (is_of(s.catalog, id, object_type)) found.push_back(id);
    if (!found.empty()) break;
  }
  if (found.size() > 1)
    s.invalid(
        code::kAmbiguous, "42725", -1,
        std::string(object_type_word(object_type)) + " name " + in_quotes(printed_name(name->objname).text()) +
            " is not unique",
        {},
        "Specify the argument list to select the " + std::string(object_type_word(object_type)) + " unambiguously.");
  return found.empty() ? ObjectId{} : found.front();
}

ObjectId by_signature(const Session& s, int object_type, const ObjectWithArgs* name, const NameParts& parts) {
  const std::vector<TypeRef> inputs = written_types(s, name);
  const bool procedures = object_type == OBJECT_PROCEDURE || object_type == OBJECT_ROUTINE;
  const std::vector<TypeRef> all = procedures ? unmarked_types(s, name) : std::vector<TypeRef>{};
  for (ObjectId schema : schemas_for(s, parts))
    for (ObjectId id : s.catalog.routines(schema, symbol(parts.name))) {
      if (!is_of(s.catalog, id, object_type)) continue;
      if (same_types(input_types(s.catalog, id), inputs)) return id;
      if (procedures && same_types(all_types(s.catalog, id), all)) return id;  // as SQL has it: with OUT arguments
    }
  return {};
}

}  // namespace

ObjectId routine_address(const Session& s, int object_type, const ObjectWithArgs* name, bool missing_ok) {
  const NameParts parts = name_parts(s, name->objname);
  if (is_system_schema(parts.schema)) return {};
  const ObjectId found =
      name->args_unspecified ? by_name_alone(s, object_type, name, parts) : by_signature(s, object_type, name, parts);
  if (found || missing_ok || may_be_an_extensions(s)) return found;
  if (is_known_extensions(s, parts.name) || (parts.schema == nullptr && !builtin::functions(parts.name).empty()))
    return {};
  if (name->args_unspecified)
    s.not_found(NotFound::What::kFunction, "42883", -1,
                "could not find a " + std::string(object_type_word(object_type)) + " named " +
                    in_quotes(printed_name(name->objname).text()));
  std::string types;
  for (const TypeRef& type : written_types(s, name)) types += (types.empty() ? "" : ", ") + type_text(s.catalog, type);
  const std::string shown = std::string(printed_name(name->objname).text()) + "(" + types + ")";
  s.not_found(NotFound::What::kFunction, "42883", -1,
              std::string(object_type_word(object_type)) + " " + shown + " does not exist");
}

ObjectId type_address(const Session& s, const Node* name, bool missing_ok) {
  TypeName from_list{};
  const TypeName* type = as<TypeName>(name);
  if (is_node(name, T_List)) {
    from_list.type = T_TypeName;
    from_list.names = const_cast<List*>(as<List>(name));
    from_list.typemod = -1;
    from_list.location = -1;
    type = &from_list;
  }
  const NameParts parts = name_parts(s, type->names);
  // Base types are opaque; resolving would do too, but a shell has no meaning yet.
  for (ObjectId schema : schemas_for(s, parts))
    if (ObjectId found =
            s.catalog.find(Kind::kOpaque, schema, opaque_name("TYPE", quote_identifier(std::string_view(parts.name)))))
      return found;
  try {
    const TypeRef found = resolve_type(s.scope(), type);
    return found.array ? ObjectId{} : found.object;
  } catch (const NotFoundError&) {
    if (missing_ok) return {};
    throw;
  }
}

}  // namespace underpin::bind
