#include <algorithm>

#include "bind/definition_list.h"
#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/routine.h"

namespace underpin::bind {

void create_aggregate(Session& s, const DefineStmt* stmt) {
  Aggregate aggregate;
  if (stmt->oldstyle) {
    for (const DefElem* option : items<DefElem>(stmt->definition)) {
      if (option->defname != std::string_view("basetype") || def_value(option).text() == "ANY") continue;
      if (is_node(option->arg, T_TypeName))
        aggregate.arguments.push_back({.type = resolve_type(s.scope(), as<TypeName>(option->arg))});
    }
  } else {
    const auto parts = items(stmt->args);  // the parameters, and how many stand before ORDER BY
    aggregate.arguments = read_arguments(s, as<List>(parts[0]));
    aggregate.direct_arguments = as<Integer>(parts[1])->ival;
  }
  for (const DefElem* option : items<DefElem>(stmt->definition))
    if (option->defname == std::string_view("hypothetical")) aggregate.hypothetical = is_true(option);

  const ObjectId schema = s.creation_schema(stmt->defnames, -1);
  NameScope scope = s.scope();
  scope.text = s.catalog.keep(definition_list(s, stmt, schema));
  scope.file = {};
  aggregate.definition =
      make_opaque(scope, reinterpret_cast<const Node*>(stmt), 0, static_cast<uint32_t>(scope.text.size()));
  s.catalog.expr(aggregate.definition).place = s.place(-1);

  const Symbol name = symbol(name_parts(s, stmt->defnames).name);
  std::vector<TypeRef> inputs;
  for (const Argument& argument : aggregate.arguments)
    if (argument.mode != ArgMode::kOut) inputs.push_back(argument.type);
  ObjectId id = find_routine(s.catalog, schema, name, inputs);
  if (id && !stmt->replace)
    s.invalid(code::kDuplicateObject, "42723", -1,
              "function " + in_quotes(name.text()) + " already exists with same argument types");
  if (id && !s.catalog.is(id, Kind::kAggregate))
    s.invalid(code::kWrongObjectType, "42809", -1, "cannot change routine kind");
  if (!id) {
    id = s.catalog.add<Aggregate>(schema, name, s.place(-1));
    s.created(id);
  }
  s.catalog.body<Aggregate>(id) = std::move(aggregate);
}

}  // namespace underpin::bind
