// The costs of statements for people: one block each.
#include <fmt/format.h>

#include <algorithm>

#include "emit/lock_words.h"
#include "emit/locks.h"

namespace underpin {
namespace {

constexpr size_t kShownSql = 100;

std::string one_line(std::string_view sql) {
  std::string out;
  for (const char c : sql) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  if (out.size() <= kShownSql) return out;
  size_t end = kShownSql;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  return out.substr(0, end) + "…";
}

std::string joined(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ", ")); }

std::string block(const Prediction& p, bool color) {
  const auto strong = [&](std::string_view text) {
    return color ? fmt::format("\x1b[1m{}\x1b[0m", text) : std::string(text);
  };
  std::string out = fmt::format("{}: {}\n", line_column(p.place).line, strong(one_line(p.sql)));
  if (!p.refused.empty()) out += fmt::format("  PostgreSQL refuses it: {}\n", p.refused);
  if (p.transactional == Transactional::kNo) out += "  may not run in a transaction block\n";
  if (p.transactional == Transactional::kRequired) out += "  runs in a transaction block only\n";
  size_t width = 0;
  for (const NamedLock& lock : p.locks) width = std::max(width, lock.relation.size());
  for (const NamedLock& lock : p.locks)
    out += fmt::format("  {:<{}}  {:<22}  {}{}\n", lock.relation, width, lock_sql(lock.mode),
                       emit::lock_victims(lock.mode),
                       lock.if_free ? ", if it is free"
                       : lock.brief ? ", briefly"
                                    : "");
  if (p.locks.empty()) return out + "  no locks on relations\n";
  if (p.refused.empty()) out += fmt::format("  for {}\n", emit::lock_duration(p));
  if (!p.rewrites.empty()) out += fmt::format("  rewrites {}\n", joined(p.rewrites));
  if (!p.index_builds.empty()) out += fmt::format("  builds {}\n", joined(p.index_builds));
  if (!p.scans.empty()) out += fmt::format("  reads {}\n", joined(p.scans));
  return out;
}

}  // namespace

std::string locks_text(std::span<const Prediction> predictions, bool color) {
  std::string out;
  for (const Prediction& prediction : predictions) out += (out.empty() ? "" : "\n") + block(prediction, color);
  return out;
}

}  // namespace underpin
