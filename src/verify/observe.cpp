#include "verify/observe.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace underpin {
namespace {

template <class Number>
Number number(const std::string& digits) {
  Number out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

constexpr std::array kModes = {LockMode::kShareUpdateExclusive, LockMode::kShare, LockMode::kShareRowExclusive,
                               LockMode::kExclusive, LockMode::kAccessExclusive};

LockMode mode_called(const std::string& name) {
  const auto mode = std::ranges::find(kModes, std::string_view(name), lock_name);
  return mode == kModes.end() ? LockMode::kNone : *mode;
}

LockMode mode_written(const std::string& sql) {
  const auto mode = std::ranges::find(kModes, std::string_view(sql), lock_sql);
  return mode == kModes.end() ? LockMode::kNone : *mode;
}

Oid named_oid(const SeenRelations& relations, const std::string& name) {
  const auto found = std::ranges::find_if(relations, [&](const auto& entry) { return entry.second.name == name; });
  return found == relations.end() ? 0 : found->first;
}

}  // namespace

SeenRelations see_relations(live::Session& session) {
  const live::Answer answer = session.run(
      "SELECT c.oid, format('%I.%I', n.nspname, c.relname), c.relkind, c.relfilenode, coalesce(i.indrelid, 0), "
      "pg_catalog.pg_stat_get_xact_numscans(c.oid) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid "
      "= "
      "c.relnamespace LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid WHERE n.nspname !~ '^pg_' AND n.nspname "
      "<> 'information_schema'");
  SeenRelations out;
  for (const auto& row : answer.rows)
    out[number<Oid>(row[0])] = {.name = row[1],
                                .kind = row[2].empty() ? '\0' : row[2].front(),
                                .file = number<Oid>(row[3]),
                                .indexed = number<Oid>(row[4]),
                                .scans = number<int64_t>(row[5])};
  return out;
}

SeenLocks see_locks(live::Session& observer, int process) {
  const live::Answer answer = observer.run(
      "SELECT relation, mode FROM pg_catalog.pg_locks WHERE locktype = 'relation' AND relation >= 16384 AND "
      "mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock') AND pid = " +
      std::to_string(process));
  SeenLocks out;
  for (const auto& row : answer.rows) out.emplace(number<Oid>(row[0]), row[1]);
  return out;
}

bool is_waiting(live::Session& observer, int process) {
  return observer.run("SELECT FROM pg_catalog.pg_locks WHERE NOT granted AND pid = " + std::to_string(process))
             .rows.size() > 0;
}

std::set<ObservedLock> named(const SeenLocks& locks, const SeenRelations& before, const SeenRelations& old) {
  const auto is_included = [&](Oid oid, LockMode mode) {
    return std::ranges::any_of(locks, [&](const auto& other) {
      const LockMode held = mode_called(other.second);
      return other.first == oid && held != mode && includes(held, mode);
    });
  };
  std::set<ObservedLock> out;
  for (const auto& lock : locks) {
    const auto relation = before.find(lock.first);
    const LockMode mode = mode_called(lock.second);
    if (relation != before.end() && old.contains(lock.first) && !is_included(lock.first, mode))
      out.insert({.relation = relation->second.name, .mode = std::string(lock_sql(mode))});
  }
  return out;
}

bool holds(const std::set<ObservedLock>& locks, const ObservedLock& lock) {
  return std::ranges::any_of(locks, [&](const ObservedLock& held) {
    return held.relation == lock.relation && includes(mode_written(held.mode), mode_written(lock.mode));
  });
}

void compare_files(const SeenRelations& before, const SeenRelations& after, const SeenRelations& old,
                   ObservedStep& step) {
  // An index that is made again may take its old file over.
  std::set<Oid> files;
  for (const auto& [oid, then] : before) files.insert(then.file);
  for (const auto& [oid, now] : after) {
    const auto then = before.find(oid);
    const bool is_index = now.kind == 'i';
    const bool has_new_file = then == before.end() || (then->second.file != now.file && now.file != 0);
    if (is_index && has_new_file && !files.contains(now.file) && old.contains(now.indexed))
      step.index_builds.insert(then == before.end() ? now.name : then->second.name);
    if (then == before.end()) continue;
    if (is_index && now.scans > then->second.scans && old.contains(now.indexed))
      step.scans.insert(before.at(now.indexed).name);
    if (!old.contains(oid)) continue;
    if (!is_index && has_new_file && then->second.file != 0) step.rewrites.insert(then->second.name);
    if (!is_index && now.kind != 'S' && now.scans > then->second.scans) step.scans.insert(then->second.name);
  }
}

PredictedFiles of_old(const Prediction& prediction, const SeenRelations& before, const SeenRelations& after,
                      const SeenRelations& old) {
  PredictedFiles out;
  for (const std::string& name : prediction.rewrites)
    if (old.contains(named_oid(before, name))) out.rewrites.insert(name);
  for (const std::string& name : prediction.scans) {
    const Oid oid = named_oid(before, name);
    if (old.contains(oid) && before.at(oid).kind != 'S') out.scans.insert(name);
  }
  for (const std::string& name : prediction.index_builds) {
    Oid index = named_oid(before, name);
    const auto then = before.find(index);
    const auto now = after.find(index != 0 ? index : named_oid(after, name));
    const Oid table = now != after.end() ? now->second.indexed : then != before.end() ? then->second.indexed : 0;
    if (table == 0 || old.contains(table)) out.index_builds.insert(name);
  }
  return out;
}

}  // namespace underpin
