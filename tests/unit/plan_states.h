// Two states from SQL, and what comes of them.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "bind/bind.h"
#include "diff/diff.h"
#include "plan/plan.h"
#include "verify/simulate.h"

namespace underpin {

inline Catalog state_of(std::string sql) {
  auto sources = std::make_shared<SourceSet>();
  sources->add("state.sql", std::move(sql));
  Sink sink;
  Catalog catalog = elaborate(sources, {}, sink);
  for (const Diagnostic& found : sink.all())
    if (found.level == Level::kError) FAIL_CHECK(found.message);
  return catalog;
}

struct Planned {
  Catalog before, after;
  Sink sink;
  Plan plan;
  bool proved = false;

  Planned(std::string old_sql, std::string new_sql)
      : before(state_of(std::move(old_sql))), after(state_of(std::move(new_sql))) {
    plan = make_plan(diff(before, after, sink), {}, sink);
    proved = prove(plan, before, after, sink);
  }
  std::vector<std::string> sql() const {
    std::vector<std::string> out;
    for (const Step& step : plan.steps) out.push_back(step.sql);
    return out;
  }
  // The place of the first statement that begins so; the number of steps if there is none.
  size_t at(std::string_view start) const {
    for (size_t i = 0; i < plan.steps.size(); ++i)
      if (plan.steps[i].sql.starts_with(start)) return i;
    return plan.steps.size();
  }
  bool has(std::string_view start) const { return at(start) < plan.steps.size(); }
  bool found(std::string_view slug) const {
    for (const Diagnostic& one : sink.all())
      if (one.code->slug == slug) return true;
    return false;
  }
};

}  // namespace underpin
