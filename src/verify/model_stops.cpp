// Every stop that an execution can come to which keeps to needs, phases and transactions, in whatever order: the
// ideals of the graph of steps, phase by phase. From each of them the rest runs, and the phase ends in one state.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>

#include "verify/differences.h"
#include "verify/walk.h"

namespace underpin {
namespace {

constexpr size_t kExact = 600;      // runs of a transaction that are spent on a whole phase; beyond it is sampled
constexpr size_t kSampled = 300;    // that are spent on a sample, but for one whole order
constexpr size_t kAgainstMax = 20;  // one missing need shows itself at many stops

// What runs as a whole.
struct Unit {
  size_t first = 0, last = 0;  // steps
  std::vector<size_t> needs;   // units of the same phase
};

using Ideal = std::vector<bool>;  // units that have run

struct Reached {
  Catalog state;
  StatePrint print;
};

class PhaseStops {
 public:
  PhaseStops(const Walk& walk, size_t first, size_t last, ProofClaim& claim)
      : walk_(walk), first_(first), last_(last), claim_(claim) {
    std::vector<size_t> unit_of(walk.plan.steps.size());
    for (size_t i = first; i <= last; ++i) {
      if (i == first || walk.step(i).transaction == 0 || begins_transaction(walk.plan, i)) units_.push_back({i, i, {}});
      units_.back().last = i;
      unit_of[i] = units_.size() - 1;
      for (const Need& need : walk.step(i).needs)
        if (need.step >= first && need.step < i && unit_of[need.step] != unit_of[i])
          units_.back().needs.push_back(unit_of[need.step]);
    }
  }

  Stops run(Budget& budget) {
    if (units_.empty()) return {};
    if (const size_t runs = count_runs(); runs != 0 && budget.take(runs)) return {.count = all(), .all = true};
    return {.count = sample(budget), .all = false};
  }

 private:
  bool is_ready(const Ideal& ideal, size_t unit) const {
    return !ideal[unit] && std::ranges::all_of(units_[unit].needs, [&](size_t need) { return ideal[need]; });
  }

  // How many runs of a unit it takes to see every stop; 0 where it is too many.
  size_t count_runs() const {
    size_t runs = 0;
    std::vector<Ideal> level{Ideal(units_.size())};
    while (!level.empty()) {
      std::vector<Ideal> next;
      for (const Ideal& ideal : level)
        for (size_t u = 0; u < units_.size(); ++u) {
          if (!is_ready(ideal, u)) continue;
          if (++runs > kExact) return 0;
          next.push_back(ideal);
          next.back()[u] = true;
        }
      std::ranges::sort(next);
      next.erase(std::unique(next.begin(), next.end()), next.end());
      level = std::move(next);
    }
    return runs;
  }

  size_t all() {
    size_t stops = 0;
    std::map<Ideal, Reached> level;
    level.emplace(Ideal(units_.size()), Reached{walk_.states[first_].clone(), walk_.prints[first_]});
    while (!level.empty()) {
      std::map<Ideal, Reached> next;
      for (const auto& [ideal, reached] : level)
        for (size_t u = 0; u < units_.size(); ++u)
          if (is_ready(ideal, u)) step_on(ideal, reached, u, next);
      stops += next.size();
      if (!next.empty() && next.begin()->first == Ideal(units_.size(), true)) compare_end(next.begin()->second);
      level = std::move(next);
    }
    return stops;
  }

  void step_on(const Ideal& ideal, const Reached& from, size_t unit, std::map<Ideal, Reached>& next) {
    std::optional<Reached> reached = run_unit(ideal, from, unit);
    if (!reached) return;
    Ideal to = ideal;
    to[unit] = true;
    const auto [known, is_new] = next.try_emplace(std::move(to), std::move(*reached));
    if (!is_new && known->second.print != reached->print)
      order_matters(known->first, known->second.state, reached->state);
  }

  // The orders that differ most from the plan's first, then such as chance gives; the same ones each time.
  size_t sample(Budget& budget) {
    seen_.emplace(Ideal(units_.size()), walk_.prints[first_]);
    for (size_t u = 0; u < units_.size(); ++u) {
      Ideal ideal(units_.size());
      std::fill_n(ideal.begin(), u + 1, true);
      seen_.emplace(std::move(ideal), walk_.prints[units_[u].last + 1]);
    }
    std::mt19937 random(1);
    size_t spent = 0;
    for (int round = 0; (round == 0 || spent < kSampled) && budget.take(units_.size()); ++round) {
      spent += units_.size();
      one_order([&](size_t ready) { return round == 0 ? ready - 1 : random() % ready; });
    }
    return seen_.size() - 1;
  }

  template <class Choose>
  void one_order(Choose&& choose) {
    Ideal ideal(units_.size());
    Reached at{walk_.states[first_].clone(), walk_.prints[first_]};
    for (size_t done = 0; done < units_.size(); ++done) {
      std::vector<size_t> ready;
      for (size_t u = 0; u < units_.size(); ++u)
        if (is_ready(ideal, u)) ready.push_back(u);
      const size_t unit = ready[choose(ready.size())];
      std::optional<Reached> next = run_unit(ideal, at, unit);
      if (!next) return;
      at = std::move(*next);
      ideal[unit] = true;
      const auto [known, is_new] = seen_.emplace(ideal, at.print);
      if (!is_new && known->second != at.print) return order_matters(ideal, {}, {});
    }
  }

  std::optional<Reached> run_unit(const Ideal& ideal, const Reached& from, size_t unit) {
    Catalog state = from.state.clone();
    for (size_t i = units_[unit].first; i <= units_[unit].last; ++i)
      if (const auto why = interpret(state, walk_.step(i).sql, walk_.rules)) {
        against(fmt::format("step {} fails where {}, which it does not need: {}", walk_.step(i).id,
                            left_out(ideal, unit), *why));
        return std::nullopt;
      }
    ++claim_.checked;
    StatePrint print(state, from.state, from.print);
    return Reached{std::move(state), std::move(print)};
  }

  // "step a has not run" of those that stand before it.
  std::string left_out(const Ideal& ideal, size_t unit) const {
    std::string names;
    size_t count = 0;
    for (size_t u = 0; u < unit; ++u)
      if (!ideal[u] && ++count <= 3) names += (names.empty() ? "" : ", ") + walk_.step(units_[u].first).id;
    if (count == 0) return "others have run";
    return fmt::format("{}{} {} not run", names, count > 3 ? ", …" : "", count == 1 ? "has" : "have");
  }

  void compare_end(const Reached& reached) {
    if (reached.print == walk_.prints[last_ + 1]) return;
    order_matters(Ideal(units_.size(), true), reached.state, walk_.states[last_ + 1]);
  }

  void order_matters(const Ideal& ideal, const Catalog& one, const Catalog& other) {
    size_t last = 0;
    for (size_t u = 0; u < units_.size(); ++u)
      if (ideal[u]) last = u;
    std::string line = fmt::format("the steps up to {} lead to different states in different orders",
                                   walk_.step(units_[last].last).id);
    if (one.size() > 1)
      for (const std::string& difference : differences(one, other)) line += "; " + difference;
    against(std::move(line));
  }

  void against(std::string line) {
    if (claim_.against.size() < kAgainstMax && std::ranges::find(claim_.against, line) == claim_.against.end())
      claim_.against.push_back(std::move(line));
  }

  const Walk& walk_;
  size_t first_, last_;
  ProofClaim& claim_;
  std::vector<Unit> units_;
  std::map<Ideal, StatePrint> seen_;  // by the sample
};

}  // namespace

Stops prove_stops(const Walk& walk, Budget& budget, ProofClaim& claim) {
  Stops out{.count = 1, .all = true};  // the start
  const auto& steps = walk.plan.steps;
  for (size_t first = 0; first < steps.size();) {
    size_t last = first;
    while (last + 1 < steps.size() && steps[last + 1].phase == steps[first].phase) ++last;
    const Stops some = PhaseStops(walk, first, last, claim).run(budget);
    out.count += some.count;
    out.all &= some.all;
    first = last + 1;
  }
  return out;
}

}  // namespace underpin
