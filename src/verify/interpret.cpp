#include "verify/interpret.h"

#include <algorithm>

#include "bind/bind.h"

namespace underpin {

std::optional<std::string> interpret(Catalog& state, const std::string& sql, const ModelRules& rules) {
  auto sources = std::make_shared<SourceSet>();
  sources->add("step.sql", sql + ";\n");
  Sink sink;
  apply(state, sources, {.target = rules.target, .session_role = rules.role, .any_order = false}, sink);
  if (!sink.failed()) return std::nullopt;
  return std::ranges::find(sink.all(), Level::kError, &Diagnostic::level)->message;
}

}  // namespace underpin
