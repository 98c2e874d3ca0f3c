#include "emit/lock_words.h"

#include <fmt/format.h>

namespace underpin::emit {
namespace {

std::string joined(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ", ")); }

}  // namespace

std::string_view lock_victims(LockMode mode) {
  if (blocks_reads(mode)) return "blocks reads and writes";
  if (blocks_writes(mode)) return "blocks writes";
  if (conflicts(mode, mode)) return "blocks other maintenance";
  return "blocks only what needs the table for itself";
}

std::string lock_duration(const Prediction& p) {
  if (!p.rewrites.empty()) return "as long as " + joined(p.rewrites) + " takes to be written anew";
  if (!p.index_builds.empty()) return "as long as the indexes take to be built: " + joined(p.index_builds);
  if (!p.scans.empty()) return "as long as it takes to read " + joined(p.scans);
  return "a moment: a change of the catalog";
}

}  // namespace underpin::emit
