#include "plan/strategies/strategy.h"

#include <algorithm>
#include <array>
#include <utility>

#include "plan/decide.h"
#include "plan/stated_values.h"
#include "plan/strategy_info.h"

namespace underpin {
namespace {

constexpr std::array kInfos = {
#define STRATEGY(slug, change, steps, why, otherwise) StrategyInfo{slug, change, steps, why, otherwise},
#include "plan/strategies/strategies.def"
#undef STRATEGY
};

}  // namespace

std::span<const StrategyInfo> all_strategies() { return kInfos; }

const StrategyInfo* find_strategy(std::string_view slug) {
  const auto found = std::ranges::find(kInfos, slug, &StrategyInfo::slug);
  return found == kInfos.end() ? nullptr : &*found;
}

}  // namespace underpin

namespace underpin::plan {
namespace {

constexpr const Strategy* kStrategies[] = {&kConcurrentIndex,  &kIndexSwap,      &kNotValidConstraint, &kAddedIdentity,
                                           &kBackfilledColumn, &kNotNullByCheck, &kUniqueByIndex,      &kRenamedTable};

}  // namespace

bool wants_plain(const Planner& p, ObjectId after) {
  static const Symbol kName = intern("strategy"), kPlain = intern("plain");
  return std::ranges::any_of(p.after.directives, [&](const Catalog::ObjectDirective& d) {
    if (d.name != kName || d.arguments != kPlain) return false;
    return d.object == after || (info(p.after.kind(after)).home == Home::kParent && d.object == p.after.parent(after));
  });
}

namespace {

void check_directives(const Planner& p) {
  static const Symbol kName = intern("strategy"), kPlain = intern("plain");
  for (const Catalog::ObjectDirective& directive : p.after.directives)
    if (directive.name == kName && directive.arguments != kPlain)
      p.sink
          .emit(code::kBadDirective, directive.place,
                "there is no strategy \"" + std::string(directive.arguments.text()) + "\" to choose")
          .hint = "`strategy plain` does without; else Underpin chooses by what the change needs.";
}

bool wants_plain(const Planner& p, const Draft& draft) {
  if (p.after.directives.empty()) return false;
  const ObjectId old = draft.drops.empty() ? ObjectId{} : p.counterpart(draft.drops.front());
  if (old && wants_plain(p, old)) return true;
  for (const auto* ids : {&draft.creates, &draft.alters})
    if (!ids->empty() && wants_plain(p, ids->front())) return true;
  return false;
}

}  // namespace

bool in_use(const Planner& p, ObjectId relation) {
  if (!relation || p.created(relation) || !p.counterpart_before(relation)) return false;
  if (p.after.is(relation, Kind::kMaterializedView)) return true;
  return p.after.is(relation, Kind::kTable) && p.after.body<Table>(relation).server == ObjectId{};
}

void apply_strategies(Planner& p) {
  std::vector<Draft> plain = std::exchange(p.drafts_, {});
  const SidewaysColumns sideways(p);
  check_directives(p);
  check_stated_values(p);
  for (Draft& draft : plain) {
    if (sideways.takes_over(draft)) continue;
    std::vector<Draft> better;
    const bool plain_wanted = wants_plain(p, draft);
    for (const Strategy* strategy : kStrategies) {
      if ((!p.options.online || plain_wanted) && strategy != &kBackfilledColumn)
        continue;  // what a directive says holds all the same
      strategy->realise(p, draft, better);
      if (better.empty()) continue;
      for (Draft& step : better) {
        step.strategy = strategy->slug;
        step.changes = draft.changes;
        p.drafts_.push_back(std::move(step));
      }
      break;
    }
    if (better.empty()) p.drafts_.push_back(std::move(draft));
  }
  for (Draft& step : sideways.steps()) p.drafts_.push_back(std::move(step));
}

}  // namespace underpin::plan
