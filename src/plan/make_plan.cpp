#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "graph/order.h"
#include "plan/decide.h"
#include "plan/groups.h"
#include "plan/guards.h"
#include "plan/phases.h"
#include "plan/published.h"

namespace underpin {

std::string_view phase_name(Phase phase) {
  switch (phase) {
    case Phase::kExpand: return "expand";
    case Phase::kMigrate: return "migrate";
    case Phase::kSwitch: return "switch";
    case Phase::kContract: return "contract";
  }
  return "";
}

Place place_of(const Step& step, const Diff& diff) {
  if (step.changes.empty()) return {};
  const Change& change = diff.changes[step.changes.front()];
  return change.after ? diff.after->at(change.after).place : diff.before->at(change.before).place;
}

bool begins_transaction(const Plan& plan, size_t i) {
  const uint32_t number = plan.steps[i].transaction;
  return number != 0 && (i == 0 || plan.steps[i - 1].transaction != number);
}

bool ends_transaction(const Plan& plan, size_t i) {
  const uint32_t number = plan.steps[i].transaction;
  return number != 0 && (i + 1 == plan.steps.size() || plan.steps[i + 1].transaction != number);
}

namespace plan {
namespace {

// The order in which a person would write down what is new; what goes, goes the other way round.
int place_of(Kind kind) {
  static constexpr Kind kOrder[] = {Kind::kSchema,
                                    Kind::kExtension,
                                    Kind::kLanguage,
                                    Kind::kForeignDataWrapper,
                                    Kind::kServer,
                                    Kind::kUserMapping,
                                    Kind::kCollation,
                                    Kind::kEnum,
                                    Kind::kDomain,
                                    Kind::kComposite,
                                    Kind::kRange,
                                    Kind::kSequence,
                                    Kind::kFunction,
                                    Kind::kAggregate,
                                    Kind::kOpaque,
                                    Kind::kTable,
                                    Kind::kColumn,
                                    Kind::kConstraint,
                                    Kind::kIndex,
                                    Kind::kNone /* foreign keys */,
                                    Kind::kView,
                                    Kind::kMaterializedView,
                                    Kind::kStatistics,
                                    Kind::kRule,
                                    Kind::kTrigger,
                                    Kind::kPolicy,
                                    Kind::kPublication,
                                    Kind::kPublicationTable,
                                    Kind::kPublicationSchema,
                                    Kind::kSubscription,
                                    Kind::kDefaultPrivileges,
                                    Kind::kEventTrigger};
  return static_cast<int>(std::ranges::find(kOrder, kind) - std::begin(kOrder));
}

bool is_foreign_key(const Catalog& catalog, const std::vector<ObjectId>& ids) {
  return !ids.empty() && catalog.is(ids.front(), Kind::kConstraint) &&
         catalog.body<Constraint>(ids.front()).type == ConstraintType::kForeign;
}

std::string two_digits(int number) {
  char out[8];
  std::snprintf(out, sizeof out, "%02d", number);
  return out;
}

// Statements about one object stand together: its kind, its relation, itself, then their rank.
class Keys {
 public:
  explicit Keys(const Planner& planner) : p_(planner), carried_(carriers(planner)) {
    const auto& drafts = p_.drafts();
    keys_.resize(drafts.size());
    for (uint32_t i = 0; i < drafts.size(); ++i) keys_[i] = key(i);
    for (uint32_t i = 0; i < drafts.size(); ++i) follow_creation(i);
    std::set<std::string> seen;
    for (std::string& key : keys_)
      for (int n = 2; !seen.insert(key).second; ++n) key += "~" + std::to_string(n);
  }

  std::vector<std::string> take() { return std::move(keys_); }

 private:
  std::string key(uint32_t i) const {
    const Draft& draft = p_.drafts()[i];
    const bool drop = !draft.drops.empty() && draft.creates.empty();
    const bool fk = draft.kind == Kind::kConstraint &&
                    is_foreign_key(drop ? p_.before : p_.after, drop ? draft.drops : draft.creates);
    const int place = place_of(fk ? Kind::kNone : draft.kind);
    // Extensions and schemas may hold what nothing here knows of: they go last.
    const bool holder = draft.kind == Kind::kExtension || draft.kind == Kind::kSchema;
    const char group = drop ? (holder ? 'c' : 'a') : 'b';
    return std::string(1, group) + two_digits(drop ? 60 - place : place) + " " + home(draft, drop) + draft.object +
           " " + two_digits(draft.rank + 30) + draft.action + draft.sql;
  }

  // The relation that a child belongs to comes before its own name.
  std::string home(const Draft& draft, bool drop) const {
    const Catalog& catalog = drop ? p_.before : p_.after;
    const auto& ids = drop ? draft.drops : !draft.creates.empty() ? draft.creates : draft.alters;
    if (ids.empty() || info(catalog.kind(ids.front())).home != Home::kParent) return "";
    const ObjectId parent = catalog.parent(ids.front());
    std::string out = parent ? identity(catalog, parent) + " " : "";
    if (draft.kind == Kind::kColumn && catalog.is(ids.front(), Kind::kColumn))
      out += std::to_string(10000 + catalog.body<Column>(ids.front()).position) + " ";
    return out;
  }

  // Comments, owners and grants of what is new stand right behind the statement that creates it.
  void follow_creation(uint32_t i) {
    const Draft& draft = p_.drafts()[i];
    if (!draft.creates.empty() || !draft.drops.empty() || draft.needs.empty()) return;
    if (draft.kind == Kind::kDefaultPrivileges) return;  // last, so that what is created before has the old ones
    const auto found = carried_.creates.find(draft.needs.back());
    if (found == carried_.creates.end() || found->second == i) return;
    keys_[i] = key(found->second) + "\x01" + two_digits(place_of(draft.kind)) + keys_[i];
  }

  const Planner& p_;
  Carriers carried_;
  std::vector<std::string> keys_;
};

// Orders drafts; edges that may give way do so only inside a circle that they help to close.
OrderResult solve(const std::vector<std::string>& keys, std::vector<Edge>& all) {
  for (const Strength weakest : {Strength::kSoft, Strength::kWeak, Strength::kHard}) {
    std::vector<OrderEdge> plain;
    plain.reserve(all.size());
    for (const Edge& edge : all) plain.push_back({edge.from, edge.to});
    OrderResult result = order(keys, plain);
    if (result.cycles.empty() || weakest == Strength::kHard) return result;
    std::vector<uint32_t> cycle(keys.size(), 0);
    for (uint32_t c = 0; c < result.cycles.size(); ++c)
      for (uint32_t vertex : result.cycles[c]) cycle[vertex] = c + 1;
    std::erase_if(
        all, [&](const Edge& e) { return e.strength == weakest && cycle[e.from] && cycle[e.from] == cycle[e.to]; });
  }
  return {};
}

std::string first_line(const std::string& sql) { return sql.substr(0, std::min(sql.find('\n'), size_t{120})); }

Place place_of(const Planner& p, const Draft& draft) {
  if (!draft.creates.empty()) return p.after.at(draft.creates.front()).place;
  if (!draft.alters.empty()) return p.after.at(draft.alters.front()).place;
  return draft.drops.empty() ? Place{} : p.before.at(draft.drops.front()).place;
}

void report_cycles(Planner& p, const OrderResult& result, const std::vector<Edge>& all) {
  for (const auto& cycle : result.cycles) {
    const Draft& first = p.drafts()[cycle.front()];
    Diagnostic& finding =
        p.sink.emit(code::kDependencyCycle, place_of(p, first),
                    "steps need each other in a circle: " + first.action + " of \"" + first.object + "\"");
    for (uint32_t i : cycle) finding.detail += (finding.detail.empty() ? "" : "\n") + first_line(p.drafts()[i].sql);
    const std::set<uint32_t> members(cycle.begin(), cycle.end());
    for (const Edge& edge : all)
      if (members.contains(edge.from) && members.contains(edge.to))
        finding.detail += "\n  " + first_line(p.drafts()[edge.from].sql) + " -> " +
                          first_line(p.drafts()[edge.to].sql) + ": " + edge.reason;
    finding.hint = "Make the change in two steps.";
  }
}

// The changes of objects that a statement carries along are its own, too.
void add_carried_changes(const Planner& p, std::vector<std::vector<uint32_t>>& changes) {
  const Carriers carried = carriers(p);
  for (uint32_t i = 0; i < p.diff.changes.size(); ++i) {
    const Change& change = p.diff.changes[i];
    auto take = [&](const auto& known, ObjectId id) {
      const auto found = known.find(id);
      if (found != known.end() && std::ranges::find(changes[found->second], i) == changes[found->second].end())
        changes[found->second].push_back(i);
    };
    if (change.type != ChangeType::kDrop) take(carried.creates, change.after);
    if (change.type == ChangeType::kDrop) take(carried.drops, change.before);
  }
}

std::string step_id(const Draft& draft) {
  std::string object = draft.object;
  std::ranges::replace(object, ' ', '-');
  std::string kind(info(draft.kind).slug);
  std::ranges::replace(kind, '_', '-');
  std::string action = draft.action;
  std::ranges::replace(action, ' ', '-');
  return action + "-" + kind + "-" + object;
}

Step make_step(const Planner& p, const Draft& draft, std::vector<uint32_t> changes, Phase phase) {
  Step step;
  step.kind = draft.kind;
  step.object = draft.object;
  step.action = draft.action;
  step.sql = draft.sql;
  step.strategy = draft.strategy;
  step.reason = draft.reason;
  step.transactional = draft.transactional;
  step.commit_before = draft.commit_before;
  step.loses_data = draft.loses_data;
  step.guard = guard_of(p, draft);
  step.undo = draft.undo;
  step.changes = std::move(changes);
  std::ranges::sort(step.changes);
  for (uint32_t change : step.changes) step.direction = std::max(step.direction, p.diff.changes[change].direction);
  step.phase = phase;
  return step;
}

bool adds_label(const Draft& draft) { return draft.action == "add value"; }

std::vector<std::vector<uint32_t>> all_changes(const Planner& p) {
  std::vector<std::vector<uint32_t>> changes(p.drafts().size());
  for (size_t i = 0; i < changes.size(); ++i) changes[i] = p.drafts()[i].changes;
  add_carried_changes(p, changes);
  return changes;
}

// Does it give something its owner, comment or privileges?
bool completes(const Draft& draft) {
  return draft.creates.empty() && draft.drops.empty() && draft.alters.empty() && !draft.needs.empty();
}

// Phase after phase, each in the order that it has without them; but what is dropped to be made again goes as late as
// it can and comes back as soon as it can. The edges are those that were kept.
std::vector<uint32_t> in_phases(const Planner& p, std::vector<std::string> keys, const std::vector<Phase>& phases,
                                const std::vector<Edge>& edges, const std::vector<uint32_t>& group_of) {
  std::vector<char> urgency(keys.size(), 'b');
  std::vector<char> again(keys.size(), 0);
  for (const auto& [drop, create] : made_again(p)) {
    if (urgency[drop] == 'b') urgency[drop] = 'c';
    urgency[create] = 'a';
    again[create] = 1;
  }
  for (const Edge& edge : edges)
    if (again[edge.from] && completes(p.drafts()[edge.to])) urgency[edge.to] = 'a';
  for (size_t i = 0; i < keys.size(); ++i) {
    // One group after the other, before all else that could run.
    if (group_of[i] != 0) keys[i].insert(0, fmt::format("{:010}", group_of[i]));
    if (group_of[i] != 0) urgency[i] = 'A';
    keys[i].insert(0, std::string{static_cast<char>('0' + static_cast<int>(phases[i])), urgency[i]});
  }
  auto ordered = [&](const std::vector<Edge>& some) {
    std::vector<OrderEdge> plain;
    plain.reserve(some.size());
    for (const Edge& edge : some) plain.push_back({edge.from, edge.to});
    return order(keys, plain);
  };
  std::vector<Edge> closed = edges;
  close_groups(p, group_of, closed);
  OrderResult result = ordered(closed);
  if (!result.cycles.empty()) result = ordered(edges);  // two groups that need each other cannot both stay whole
  return std::move(result.order);
}

void fill_steps(const Planner& p, const std::vector<uint32_t>& in_order, const std::vector<Edge>& all,
                const std::vector<Phase>& phases, std::vector<std::vector<uint32_t>> changes,
                const std::vector<uint32_t>& group_of, std::vector<Step>& steps, std::vector<uint32_t>& together) {
  std::vector<uint32_t> place(p.drafts().size());
  std::set<std::string> ids;
  for (uint32_t at = 0; at < in_order.size(); ++at) {
    const Draft& draft = p.drafts()[in_order[at]];
    place[in_order[at]] = at;
    Step step = make_step(p, draft, std::move(changes[in_order[at]]), phases[in_order[at]]);
    step.id = step_id(draft);
    for (int n = 2; !ids.insert(step.id).second; ++n) step.id = step_id(draft) + "-" + std::to_string(n);
    steps.push_back(std::move(step));
    together.push_back(group_of[in_order[at]]);
  }
  for (const Edge& edge : all) {
    steps[place[edge.to]].needs.push_back({place[edge.from], edge.reason});
    // A new label cannot be used in the transaction that adds it.
    steps[place[edge.to]].commit_before |= adds_label(p.drafts()[edge.from]) && !adds_label(p.drafts()[edge.to]);
  }
  for (Step& step : steps) std::ranges::sort(step.needs, {}, &Need::step);
}

// What has to be one transaction and is not would lose writes in between.
void check_together(const Plan& plan, const std::vector<uint32_t>& together, Sink& sink) {
  std::map<uint32_t, uint32_t> number;  // of each group: its transaction
  std::set<uint32_t> torn;
  std::map<uint32_t, size_t> size;
  for (const uint32_t group : together) ++size[group];
  for (size_t i = 0; i < plan.steps.size(); ++i) {
    const uint32_t group = together[i], transaction = plan.steps[i].transaction;
    if (group == 0 || size[group] < 2) continue;
    if (transaction != 0 && number.emplace(group, transaction).first->second == transaction) continue;
    if (!torn.insert(group).second) continue;
    sink.emit(code::kUnplannable, place_of(plan.steps[i], plan.diff),
              "the steps that change \"" + plan.steps[i].object +
                  "\" beside its old shape have to be one transaction, and other changes stand between them")
        .hint =
        "Make the changes one after the other, or ask for the plain statement with `-- underpin: strategy plain`.";
  }
}

}  // namespace

Plan run(Diff diff, const PlanOptions& options, Sink& sink) {
  Plan out{.target = options.target, .online = options.online, .diff = std::move(diff)};
  if (out.diff.empty()) return out;
  const size_t errors = sink.errors();
  Planner planner(out.diff, options, sink);
  decide(planner);
  if (sink.errors() > errors) return out;
  draft_all(planner);
  apply_strategies(planner);
  warn_of_published_columns(planner);
  std::vector<Edge> all = edges(planner);
  std::vector<std::string> keys = Keys(planner).take();
  const OrderResult result = solve(keys, all);
  if (!result.cycles.empty()) report_cycles(planner, result, all);
  if (sink.errors() > errors) return out;
  std::vector<std::vector<uint32_t>> changes = all_changes(planner);
  const std::vector<uint32_t> group_of = groups(planner, all);
  const std::vector<Phase> when = phases(planner, changes, all, group_of);
  std::vector<uint32_t> together;  // of each step: its group
  fill_steps(planner, in_phases(planner, std::move(keys), when, all, group_of), all, when, std::move(changes), group_of,
             out.steps, together);
  number_transactions(out.steps, together);
  check_together(out, together, sink);
  out.gates = gates(out.diff, out.steps);
  return out;
}

}  // namespace plan

Plan make_plan(Diff diff, const PlanOptions& options, Sink& sink) { return plan::run(std::move(diff), options, sink); }

}  // namespace underpin
