// States from texts, for tests.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "bind/bind.h"
#include "plan/plan.h"

namespace underpin::test {

inline std::string messages(const Sink& sink) {
  std::string out;
  for (const Diagnostic& found : sink.all()) out += render_text(found, false);
  return out;
}

inline Catalog state(std::string text, int target = 18) {
  auto sources = std::make_shared<SourceSet>();
  sources->add("state.sql", std::move(text));
  Sink sink;
  Catalog catalog = elaborate(sources, {.target = target}, sink);
  INFO(messages(sink));
  REQUIRE_FALSE(sink.failed());
  return catalog;
}

// A plan's statements run on a copy of the state.
inline Catalog run_plan(const Catalog& before, const Plan& plan, Sink& sink) {
  std::string text;
  for (const Step& step : plan.steps) text += step.sql + ";\n";
  auto sources = std::make_shared<SourceSet>();
  sources->add("plan.sql", std::move(text));
  Catalog catalog = before.clone();
  apply(catalog, sources, {.target = plan.target, .any_order = false}, sink);
  return catalog;
}

}  // namespace underpin::test
