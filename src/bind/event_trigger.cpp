#include <algorithm>

#include "bind/lists.h"
#include "bind/objects.h"

namespace underpin::bind {
namespace {

// Command tags are kept in capitals.
Symbol tag(std::string_view written) {
  std::string out(written);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return intern(out);
}

}  // namespace

void create_event_trigger(Session& s, const Node* node) {
  const auto* stmt = as<CreateEventTrigStmt>(node);
  EventTrigger trigger;
  trigger.event = intern(stmt->eventname);
  for (const DefElem* filter : items<DefElem>(stmt->whenclause)) {
    if (filter->defname != std::string_view("tag"))
      s.invalid(code::kInvalidDefinition, "42601", filter->location,
                "unrecognized filter variable " + in_quotes(filter->defname));
    for (const Node* value : items(as<List>(filter->arg))) trigger.tags.push_back(tag(strval(value)));
  }
  std::ranges::sort(trigger.tags, ByText{});
  const RoutineName function = find_function(s, stmt->funcname, {}, -1);
  trigger.function = function.id;
  trigger.function_name = function.outside;
  if (function.id && (!s.catalog.is(function.id, Kind::kFunction) || type_name(s, function.id) != "event_trigger"))
    s.invalid(code::kInvalidDefinition, "42P17", -1,
              "function " + std::string(printed_name(stmt->funcname).text()) + " must return type event_trigger");
  const ObjectId id = s.create<EventTrigger>({}, symbol(stmt->trigname), -1);
  s.catalog.body<EventTrigger>(id) = std::move(trigger);
}

void alter_event_trigger(Session& s, const Node* node) {
  const auto* stmt = as<AlterEventTrigStmt>(node);
  const ObjectId id = s.catalog.find(Kind::kEventTrigger, {}, symbol(stmt->trigname));
  if (!id)
    s.not_found(NotFound::What::kOther, "42704", -1, "event trigger " + in_quotes(stmt->trigname) + " does not exist");
  s.catalog.body<EventTrigger>(id).enabled = stmt->tgenabled;
  s.catalog.set_place(id, "enabled", s.place(-1));
}

}  // namespace underpin::bind
