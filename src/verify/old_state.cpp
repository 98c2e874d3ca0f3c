#include "verify/old_state.h"

#include <algorithm>
#include <set>

#include "bind/bind.h"
#include "diag/codes.h"
#include "ir/privileges.h"
#include "plan/script.h"
#include "verify/differences.h"
#include "verify/fill.h"

namespace underpin {
namespace {

bool refuse(std::string what, std::string why, Sink& sink) {
  sink.emit(code::kScratchState, {}, std::move(what)).detail = std::move(why);
  return false;
}

// PostgreSQL's own roles are there, PUBLIC and "the owner" are none.
void add_role(Symbol role, std::set<std::string>& roles) {
  static const std::set<std::string_view> kWords = {"", "public", "current_user", "session_user", "current_role"};
  if (kWords.contains(role.text()) || role.text().starts_with("pg_") || role == kPublic() || role == kOwner()) return;
  roles.emplace(role.text());
}

void add_roles(const Catalog& catalog, std::set<std::string>& roles) {
  add_role(catalog.default_owner, roles);
  catalog.for_each([&](ObjectId id) {
    const Object& object = catalog.at(id);
    add_role(object.owner, roles);
    if (object.acl)
      for (const Grant& grant : *object.acl) add_role(grant.grantee, roles);
    if (object.kind == Kind::kPolicy)
      for (const Symbol role : catalog.body<Policy>(id).roles) add_role(role, roles);
    if (object.kind == Kind::kDefaultPrivileges) add_role(catalog.body<DefaultPrivileges>(id).role, roles);
    if (object.kind == Kind::kUserMapping) add_role(object.name, roles);
  });
}

// The state's DDL is a plan from nothing.
std::optional<Plan> plan_from_nothing(const Catalog& nothing, const Catalog& state, int target) {
  Sink sink;
  Plan plan = make_plan(diff(nothing, state, sink), {.target = target}, sink);
  if (sink.failed()) return std::nullopt;
  // Default privileges come last: what is made before them has its own and is to get no others.
  std::stable_partition(plan.steps.begin(), plan.steps.end(),
                        [](const Step& step) { return step.kind != Kind::kDefaultPrivileges; });
  return plan;
}

}  // namespace

std::vector<std::string> run_settings(const ProofInput& input, const Stations& stations) {
  std::vector<std::string> settings = {"SET statement_timeout = '300s'"};
  if (input.by_hand) return settings;
  for (std::string& setting : script_settings(*input.before, stations.states.back()))
    settings.push_back(std::move(setting));
  return settings;
}

bool make_old_state(const ProofInput& input, const Stations& stations, live::Scratch& scratch,
                    ScratchDatabase& database, std::vector<std::string>& empty, Sink& sink) {
  const Catalog& old = stations.states.front();
  std::set<std::string> roles;
  for (const Catalog& state : stations.states) add_roles(state, roles);
  if (input.after != nullptr) add_roles(*input.after, roles);
  std::string why;
  if (!scratch.create_roles(roles, why)) return refuse("the roles of the state cannot be made", why, sink);
  if (!database.create(why)) return refuse("the scratch database cannot be made", why, sink);
  Sink quiet;
  Catalog nothing = elaborate(std::make_shared<SourceSet>(), {.target = input.plan->target}, quiet);
  nothing.default_owner = old.default_owner;
  const std::optional<Plan> ddl = plan_from_nothing(nothing, old, input.plan->target);
  if (!ddl) return refuse("the old state cannot be written as DDL", "No plan leads to it from nothing.", sink);
  for (const std::string& setting : script_settings(nothing, old)) database.session().run(setting);
  for (const Step& step : ddl->steps)
    if (const live::Answer answer = database.session().run(step.sql); !answer.done)
      return refuse("the old state cannot be made on the server: " + answer.message, shortened(step.sql), sink);
  database.close();
  if (input.seed.empty()) {
    if (input.rows > 0) empty = fill_tables(old, stations.states.back(), input.rows, database.session());
  } else if (const live::Answer answer = database.run_script(input.seed); !answer.done) {
    return refuse("the rows of --data cannot be put in: " + answer.message, "", sink);
  }
  database.close();
  return true;
}

}  // namespace underpin
