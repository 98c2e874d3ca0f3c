#include "plan/lock_together.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "ir/print.h"

namespace underpin {
namespace {

struct Place {
  bool has_heirs = false;  // LOCK TABLE would take those, too
  std::string root;        // the table at the top of its hierarchy
};
using Places = std::unordered_map<std::string, Place>;

// All tables by name, as before and as after.
Places places(const Diff& diff) {
  Places out;
  for (const Catalog* catalog : {diff.after, diff.before})
    catalog->for_each([&](ObjectId id) {
      if (!catalog->is(id, Kind::kTable)) return;
      ObjectId root = id;
      for (const std::vector<ObjectId>* parents = &catalog->body<Table>(id).parents; !parents->empty();
           parents = &catalog->body<Table>(root).parents) {
        if (root == id)
          for (ObjectId parent : *parents) out[qualified_name(*catalog, parent)].has_heirs = true;
        root = parents->front();
      }
      out[qualified_name(*catalog, id)].root = qualified_name(*catalog, root);
    });
  return out;
}

// One statement goes from the top of a hierarchy down, as all others do.
bool of_one_hierarchy(const std::vector<TableLock>& locks, const Places& places) {
  return std::ranges::all_of(
      locks, [&](const TableLock& lock) { return places.at(lock.table).root == places.at(locks.front().table).root; });
}

// The strongest lock on each table, by name; empty where one request takes all that is taken and is soon given back.
std::vector<TableLock> all_locks(const Plan& plan, const std::vector<std::vector<TableLock>>& of_steps, size_t first,
                                 size_t last) {
  std::vector<TableLock> out;
  size_t requests = 0;
  // Much happens in a swap, and on tables that are busy.
  const auto begin = plan.steps.begin() + static_cast<std::ptrdiff_t>(first);
  const bool is_swap = std::any_of(begin, begin + static_cast<std::ptrdiff_t>(last - first) + 1,
                                   [](const Step& step) { return step.action == "swap"; });
  for (size_t i = first; i <= last; ++i)
    for (const TableLock& lock : of_steps[i]) {
      const auto held = std::ranges::find(out, lock.table, &TableLock::table);
      if (held != out.end() && includes(held->mode, lock.mode)) continue;
      ++requests;
      if (held == out.end())
        out.push_back(lock);
      else
        held->mode = includes(lock.mode, held->mode) ? lock.mode : LockMode::kAccessExclusive;
    }
  if (requests < 2 && !is_swap) return {};
  std::ranges::sort(out, {}, &TableLock::table);
  return out;
}

std::string lock_block(const std::vector<TableLock>& locks, const Places& places) {
  std::string statements;
  for (LockMode mode = LockMode::kAccessExclusive; blocks_writes(mode);
       mode = static_cast<LockMode>(static_cast<int>(mode) - 1)) {
    std::string names;
    for (const TableLock& lock : locks)
      if (lock.mode == mode)
        names += (names.empty() ? "" : ", ") + std::string(places.at(lock.table).has_heirs ? "ONLY " : "") + lock.table;
    if (!names.empty()) statements += fmt::format("      LOCK TABLE {} IN {} MODE;\n", names, lock_sql(mode));
  }
  return fmt::format(
      "DO $lock$\n"
      "DECLARE\n"
      "  taken boolean := false;\n"
      "  attempts integer := 0;\n"
      "BEGIN\n"
      "  SET LOCAL lock_timeout = '300ms';\n"
      "  WHILE NOT taken AND attempts < 100 LOOP\n"
      "    BEGIN\n"
      "{}"
      "      taken := true;\n"
      "    EXCEPTION WHEN lock_not_available OR deadlock_detected THEN\n"
      "      attempts := attempts + 1;\n"
      "      PERFORM pg_catalog.pg_sleep(0.1 + 0.2 * pg_catalog.random());\n"
      "    END;\n"
      "  END LOOP;\n"
      "  IF NOT taken THEN\n"
      "    RAISE lock_not_available USING MESSAGE = 'too busy to get all locks at once: run it again';\n"
      "  END IF;\n"
      "END\n"
      "$lock$",
      statements);
}

// A name that changes on the way is not the one to lock.
bool renames(const Plan& plan, size_t first, size_t last) {
  return std::any_of(plan.steps.begin() + static_cast<std::ptrdiff_t>(first),
                     plan.steps.begin() + static_cast<std::ptrdiff_t>(last) + 1, [](const Step& step) {
                       return step.action == "rename" && (step.kind == Kind::kTable || step.kind == Kind::kSchema);
                     });
}

Step lock_step(const Step& first, const std::vector<TableLock>& locks, std::string sql) {
  Step step;
  step.id = "lock-for-" + first.id;
  step.phase = first.phase;
  step.direction = first.direction;
  step.kind = first.kind;
  step.object = first.object;
  step.action = "lock";
  step.sql = std::move(sql);
  step.strategy = first.strategy;
  step.reason =
      "all locks are asked for at once and briefly, and again: nobody waits behind them, nobody gets into a deadlock";
  for (const TableLock& lock : locks)
    step.locks.push_back({lock.table, std::string(lock_sql(lock.mode)),
                          blocks_reads(lock.mode) ? "blocks reads and writes" : "blocks writes"});
  step.lasts = "a moment: until the transaction ends";
  return step;
}

}  // namespace

void lock_together(Plan& plan, const std::vector<std::vector<TableLock>>& of_steps) {
  const Places known = places(plan.diff);
  uint32_t last_number = 0;
  for (const Step& step : plan.steps) last_number = std::max(last_number, step.transaction);
  std::vector<Step> steps;
  std::vector<uint32_t> place(plan.steps.size() + 1);  // of each old step; a gate stands before its transaction's lock
  std::vector<uint32_t> opens(plan.steps.size() + 1);
  for (size_t first = 0; first < plan.steps.size();) {
    size_t last = first;
    while (plan.steps[first].transaction != 0 && !ends_transaction(plan, last)) ++last;
    const std::vector<TableLock> locks = all_locks(plan, of_steps, first, last);
    const bool are_known =
        std::ranges::all_of(locks, [&](const TableLock& lock) { return known.contains(lock.table); });
    const bool is_needed = !locks.empty() && are_known && !(first == last && of_one_hierarchy(locks, known));
    opens[first] = static_cast<uint32_t>(steps.size());
    if (is_needed && plan.steps[first].transactional && !renames(plan, first, last)) {
      if (plan.steps[first].transaction == 0) plan.steps[first].transaction = ++last_number;
      steps.push_back(lock_step(plan.steps[first], locks, lock_block(locks, known)));
      steps.back().transaction = plan.steps[first].transaction;
      std::swap(steps.back().commit_before, plan.steps[first].commit_before);
    }
    for (size_t i = first; i <= last; ++i) {
      if (i != first) opens[i] = static_cast<uint32_t>(steps.size());
      place[i] = static_cast<uint32_t>(steps.size());
      steps.push_back(std::move(plan.steps[i]));
    }
    first = last + 1;
  }
  for (Step& step : steps)
    for (Need& need : step.needs) need.step = place[need.step];
  opens.back() = static_cast<uint32_t>(steps.size());
  for (Gate& gate : plan.gates) gate.before = opens[gate.before];
  plan.steps = std::move(steps);
}

}  // namespace underpin
