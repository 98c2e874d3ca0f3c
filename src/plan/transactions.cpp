// Steps that belong into one transaction.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "plan/phases.h"

namespace underpin::plan {
namespace {

// Nothing that reads, writes or waits for long holds a transaction open. (What a step needs to be committed before, a
// new label, is never quick: it stands before the transaction.)
bool is_quick(const Step& step) {
  return step.transactional && step.action != "validate" && step.action != "copy" && step.action != "backfill" &&
         step.action != "build" && step.action != "setval" && step.action != "add value";
}

// Does the step give something that a statement at or after `first` has made its owner, comment or grants?
bool completes(const std::vector<Step>& steps, size_t step, size_t first) {
  static constexpr std::string_view kActions[] = {"owner", "comment", "grant", "revoke", "label"};
  return std::ranges::find(kActions, steps[step].action) != std::end(kActions) &&
         std::ranges::any_of(steps[step].needs, [&](const Need& need) { return need.step >= first; });
}

}  // namespace

void number_transactions(std::vector<Step>& steps, const std::vector<uint32_t>& together) {
  struct Range {
    size_t first, last;
  };
  // An altered object with a dropping and a creating step is made again.
  std::unordered_map<uint32_t, size_t> dropped_at;
  // One that moves and takes another name has a name between that nobody knows.
  std::unordered_map<uint32_t, size_t> moved_at;
  std::vector<Range> ranges;
  for (size_t i = 0; i < steps.size(); ++i)
    for (const uint32_t change : steps[i].changes) {
      if (steps[i].action == "rename")
        if (const auto [first, is_first] = moved_at.emplace(change, i); !is_first) ranges.push_back({first->second, i});
      if (steps[i].action == "drop") dropped_at.emplace(change, i);
      if (steps[i].action == "create" && dropped_at.contains(change)) ranges.push_back({dropped_at[change], i});
    }
  // Helpers realise no change: what depends on something that is made again has the same name before and after.
  std::unordered_map<std::string, size_t> helper_dropped_at;
  for (size_t i = 0; i < steps.size(); ++i) {
    if (!steps[i].changes.empty()) continue;
    const std::string key = std::string(info(steps[i].kind).slug) + " " + steps[i].object;
    if (steps[i].action == "drop") helper_dropped_at.emplace(key, i);
    if (steps[i].action == "create" && helper_dropped_at.contains(key)) ranges.push_back({helper_dropped_at[key], i});
  }
  // What belongs together whatever else does.
  std::vector<Range> fixed;
  for (size_t i = 0; i < steps.size(); ++i) {
    if (together[i] == 0) continue;
    if (fixed.empty() || together[fixed.back().first] != together[i]) fixed.push_back({i, i});
    fixed.back().last = i;
  }
  ranges.insert(ranges.end(), fixed.begin(), fixed.end());
  std::ranges::sort(ranges, {}, &Range::first);
  uint32_t number = 0;
  size_t next_free = 0;
  for (size_t i = 0; i < ranges.size();) {
    Range all = ranges[i];
    for (++i; i < ranges.size() && ranges[i].first <= all.last; ++i) all.last = std::max(all.last, ranges[i].last);
    while (all.last + 1 < steps.size() && completes(steps, all.last + 1, all.first)) ++all.last;
    all.first = std::max(all.first, next_free);
    auto join = [&](const Range& range) {
      if (range.last <= range.first) return false;
      const auto begin = steps.begin() + static_cast<std::ptrdiff_t>(range.first);
      const auto end = steps.begin() + static_cast<std::ptrdiff_t>(range.last) + 1;
      if (!std::all_of(begin, end, is_quick) || begin->phase != (end - 1)->phase) return false;
      ++number;
      std::for_each(begin, end, [&](Step& step) { step.transaction = number; });
      return true;
    };
    if (!join(all))
      for (const Range& range : fixed)
        if (range.first >= all.first && range.last <= all.last) join(range);
    next_free = all.last + 1;
  }
  // What one of them needs committed has to be that before the transaction begins.
  Step* first = nullptr;
  for (Step& step : steps) {
    if (step.transaction == 0) continue;
    if (first == nullptr || first->transaction != step.transaction) first = &step;
    if (&step != first && std::exchange(step.commit_before, false)) first->commit_before = true;
  }
}

}  // namespace underpin::plan
