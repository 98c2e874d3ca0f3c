#include "plan/undo.h"

#include <algorithm>

#include "base/check.h"
#include "bind/bind.h"
#include "ir/print.h"
#include "plan/undo_of_loss.h"

namespace underpin {
namespace {

bool run(Catalog& state, const std::string& sql, const Plan& plan, Symbol role) {
  auto sources = std::make_shared<SourceSet>();
  sources->add("plan.sql", sql + ";\n");
  Sink sink;
  apply(state, sources, {.target = plan.target, .session_role = role, .any_order = false}, sink);
  return !sink.failed();
}

// The name under which a directive finds the object: with its schema where it lives in one.
std::string name_for_directive(const Catalog& catalog, ObjectId id) {
  const std::string name = quote_identifier(catalog.name(id));
  const ObjectId parent = catalog.parent(id);
  if (info(catalog.kind(id)).home != Home::kSchema || !parent) return name;
  return quote_identifier(catalog.name(parent)) + "." + name;
}

bool same(const Catalog& a, const Catalog& b) {
  Sink quiet;
  return diff(a, b, quiet).empty();
}

bool leads_back(const Plan& plan, const Catalog& now, const std::string& undo, const Catalog& wanted, Symbol role) {
  Catalog tried = now.clone();
  return (undo.empty() || run(tried, undo, plan, role)) && same(tried, wanted);
}

}  // namespace

void state_renames(const Catalog& now, Catalog& wanted) {
  wanted.directives.clear();
  std::vector<ObjectId> renamed;
  std::as_const(wanted).for_each([&](ObjectId id) {
    if (id.value >= now.size() || now.at(id).removed) return;
    // What comes from a parent goes by its name there.
    if (now.is(id, Kind::kColumn) && now.body<Column>(id).inherited > 0) return;
    if (now.is(id, Kind::kConstraint) && now.body<Constraint>(id).inherited > 0) return;
    // An index that serves a constraint goes by its name.
    if (now.is(id, Kind::kIndex) && now.body<Index>(id).constraint) return;
    // A sequence that belongs to a column goes where the table goes.
    if (now.is(id, Kind::kSequence) && now.body<Sequence>(id).owned_by && now.name(id) == wanted.name(id)) return;
    const bool moved = info(now.kind(id)).home == Home::kSchema && now.parent(id) != wanted.parent(id);
    if (moved || now.name(id) != wanted.name(id)) renamed.push_back(id);
  });
  for (ObjectId id : renamed) {
    wanted.directives.push_back(
        {.object = id, .name = intern("renamed from"), .arguments = intern(name_for_directive(now, id)), .place = {}});
    // Who goes back goes at once.
    wanted.directives.push_back({.object = id, .name = intern("strategy"), .arguments = intern("plain"), .place = {}});
  }
}

std::optional<std::string> find_undo(const Plan& plan, const Catalog& now, const Catalog& wanted, Symbol role) {
  Catalog goal = wanted.clone();
  state_renames(now, goal);
  // Online if that can be; what is half done may stand in the way of it.
  for (const bool online : {plan.online, false}) {
    Sink sink;
    const Plan back = make_plan(diff(now, goal, sink), {.target = plan.target, .online = online}, sink);
    if (sink.failed()) continue;
    std::string sql;
    for (const Step& step : back.steps) sql += (sql.empty() ? "" : ";\n") + step.sql;
    if (leads_back(plan, now, sql, wanted, role)) return sql;
  }
  return std::nullopt;
}

namespace {

std::optional<std::string> undo_of_loss(const Plan& plan, const Catalog& now, const Catalog& before, Symbol role) {
  const Loss loss = what_can_come_back(now, before);
  std::optional<std::string> undo = find_undo(plan, now, loss.wanted, role);
  if (!undo) return find_undo(plan, now, before, role);
  return loss.note + *undo;
}

}  // namespace

void fill_undo(Plan& plan, const Catalog& before) {
  Catalog state = before.clone();
  state.directives.clear();
  for (Step& step : plan.steps) {
    Catalog next = state.clone();
    UNDERPIN_CHECK(run(next, step.sql, plan, before.default_owner));
    if (step.loses_data)
      step.undo = undo_of_loss(plan, next, state, before.default_owner);
    else if (!step.undo || !leads_back(plan, next, *step.undo, state, before.default_owner))
      step.undo = find_undo(plan, next, state, before.default_owner);
    state = std::move(next);
  }
}

}  // namespace underpin
