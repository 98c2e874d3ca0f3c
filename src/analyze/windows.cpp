// What PostgreSQL refuses of window definitions (transformWindowDefinitions).
#include <algorithm>

#include "analyze/analyzer.h"
#include "analyze/tree.h"
#include "diag/codes.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

bool has_offset(const WindowDef* definition) {
  return definition->frameOptions & (FRAMEOPTION_START_OFFSET_PRECEDING | FRAMEOPTION_START_OFFSET_FOLLOWING |
                                     FRAMEOPTION_END_OFFSET_PRECEDING | FRAMEOPTION_END_OFFSET_FOLLOWING);
}

// The type of RANGE offsets of a type of column (in_range support functions, pg_amproc of 14 to 18).
struct RangeOffset {
  uint16_t column, offset;
};
constexpr RangeOffset kRangeOffsets[] = {{kTypeInt2, kTypeInt2},
                                         {kTypeInt2, kTypeInt4},
                                         {kTypeInt2, kTypeInt8},
                                         {kTypeInt4, kTypeInt2},
                                         {kTypeInt4, kTypeInt4},
                                         {kTypeInt4, kTypeInt8},
                                         {kTypeInt8, kTypeInt8},
                                         {kTypeFloat4, kTypeFloat8},
                                         {kTypeFloat8, kTypeFloat8},
                                         {kTypeNumeric, kTypeNumeric},
                                         {kTypeDate, kTypeInterval},
                                         {kTypeTimestamp, kTypeInterval},
                                         {kTypeTimestamptz, kTypeInterval},
                                         {kTypeInterval, kTypeInterval},
                                         {kTypeTime, kTypeInterval},
                                         {kTypeTimetz, kTypeInterval}};

}  // namespace

// A definition of the WINDOW clause; nullptr if there is none of that name.
const WindowDef* Analyzer::named_window(const char* name) const {
  for (const ListCell& cell : cells(level_->window_clause))
    if (view(as<WindowDef>(node_of(cell))->name) == name) return as<WindowDef>(node_of(cell));
  return nullptr;
}

void Analyzer::check_window(const WindowDef* definition) {
  const auto refuse = [&](std::string message) {
    invalid(code::kInvalidDefinition, "42P20", definition->location, std::move(message));
  };
  const bool named = definition->name != nullptr;
  if (named && named_window(definition->name) != definition)
    refuse("window \"" + std::string(definition->name) + "\" is already defined");
  size_t keys = size(definition->orderClause);
  if (definition->refname != nullptr) {
    const std::string name = "\"" + std::string(definition->refname) + "\"";
    const WindowDef* base = named_window(definition->refname);
    if (base == nullptr)
      invalid(code::kUndefinedObject, "42704", definition->location, "window " + name + " does not exist");
    if (size(definition->partitionClause) > 0) refuse("cannot override PARTITION BY clause of window " + name);
    if (keys > 0 && size(base->orderClause) > 0) refuse("cannot override ORDER BY clause of window " + name);
    if (base->frameOptions != FRAMEOPTION_DEFAULTS)
      refuse("cannot copy window " + name + " because it has a frame clause");
    if (keys == 0) keys = size(base->orderClause);
  }
  if ((definition->frameOptions & FRAMEOPTION_RANGE) && has_offset(definition) && keys != 1)
    refuse("RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column");
  if ((definition->frameOptions & FRAMEOPTION_GROUPS) && keys == 0) refuse("GROUPS mode requires an ORDER BY clause");
}

// `order`: the key that RANGE counts in, where it is this definition's own.
Term* Analyzer::frame_offset(const WindowDef* definition, Term* value, const Term* order) {
  const bool range = definition->frameOptions & FRAMEOPTION_RANGE;
  const std::string_view mode = range ? "RANGE" : definition->frameOptions & FRAMEOPTION_ROWS ? "ROWS" : "GROUPS";
  if (!range) {
    value = coerce_or(value, kTypeInt8, {}, Coercion::kAssignment, mode);
  } else if (order != nullptr && base_type(catalog(), order->type).known()) {
    const Type column = base_type(catalog(), order->type);
    const std::string refusal =
        "RANGE with offset PRECEDING/FOLLOWING is not supported for column type " + display(order->type);
    size_t functions = 0, matches = 0;
    Type chosen;
    const Type preferred = value->type == Type(kTypeUnknown) ? column : value->type;
    for (const RangeOffset& offset : kRangeOffsets) {
      if (Type(offset.column) != column) continue;
      ++functions;
      if (!can_coerce(value->type, offset.offset, Coercion::kImplicit)) continue;
      ++matches;
      if (chosen != preferred) chosen = offset.offset;
    }
    if (functions == 0) invalid(code::kInvalidDefinition, "0A000", value->location, refusal);
    if (matches == 0)
      invalid(code::kInvalidDefinition, "0A000", value->location, refusal + " and offset type " + display(value->type),
              "Cast the offset value to an appropriate type.");
    value = coerce(value, chosen, {}, Coercion::kImplicit);
  }
  if (const Term* column = column_of(value, level_->depth))
    invalid(code::kInvalidDefinition, "42P10", column->location,
            "argument of " + std::string(mode) + " must not contain variables");
  return value;
}

}  // namespace underpin::analyze
