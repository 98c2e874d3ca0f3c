#include "plan/strategies/strategy.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/hash.h"
#include "plan/decide.h"
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

constexpr const Strategy* kStrategies[] = {&kConcurrentIndex,  &kIndexSwap,      &kNotValidConstraint,
                                           &kBackfilledColumn, &kNotNullByCheck, &kUniqueByIndex};

}  // namespace

bool in_use(const Planner& p, ObjectId relation) {
  if (!relation || p.created(relation) || !p.counterpart_before(relation)) return false;
  if (p.after.is(relation, Kind::kMaterializedView)) return true;
  return p.after.is(relation, Kind::kTable) && p.after.body<Table>(relation).server == ObjectId{};
}

std::string own_name(std::string_view what, std::string_view name) {
  constexpr size_t kLongest = 63;
  std::string out = "underpin_" + std::string(what) + "_" + std::string(name);
  if (out.size() <= kLongest) return out;
  // Two long names that begin alike stay apart by the hash of the whole.
  constexpr char kDigits[] = "0123456789abcdef";
  uint64_t hash = hash64(out);
  size_t end = kLongest - 9;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  out.resize(end);
  out += '_';
  for (int i = 0; i < 8; ++i, hash >>= 4) out += kDigits[hash & 15];
  return out;
}

void apply_strategies(Planner& p) {
  std::vector<Draft> plain = std::exchange(p.drafts_, {});
  for (Draft& draft : plain) {
    std::vector<Draft> better;
    for (const Strategy* strategy : kStrategies) {
      if (!p.options.online && strategy != &kBackfilledColumn) continue;  // what a directive says holds all the same
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
}

}  // namespace underpin::plan
