#include "cli/drift.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "cli/pipeline.h"
#include "cli/report.h"

namespace underpin::cli {
namespace {

constexpr size_t kAtATime = 4;

DriftRow compare(const std::string& actual, const Opened& expected, const DriftOptions& options) {
  DriftRow row{.source = source_title(actual)};
  Sink sink;
  Opened opened;
  const PairOptions pair_options{
      .from = actual, .to = options.expect, .target = options.target, .owner = options.owner};
  const std::unique_ptr<Pair> pair =
      open_source(actual, options.sources, opened, sink) ? bind_pair(opened, expected, pair_options, sink) : nullptr;
  if (pair != nullptr && !sink.failed()) {
    const Plan plan = diff_pair(*pair, sink);
    row.fingerprint = plan.from_fingerprint;
    row.changes = plan.diff.changes.size();
    if (row.changes > 0) row.tree = diff_text({.plan = &plan, .from = row.source, .to = source_title(options.expect)});
  }
  row.failed = pair == nullptr || sink.failed();
  row.findings = sorted(sink.all());
  return row;
}

}  // namespace

std::vector<DriftRow> drift(const DriftOptions& options) {
  Sink sink;
  Opened expected;
  std::vector<DriftRow> rows(options.actual.size());
  if (!open_source(options.expect, options.sources, expected, sink))
    return {{.source = source_title(options.expect), .failed = true, .findings = sorted(sink.all())}};
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < rows.size(); i = next++) rows[i] = compare(options.actual[i], expected, options);
  };
  std::vector<std::thread> others;
  for (size_t i = 1; i < std::min(kAtATime, rows.size()); ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
  return rows;
}

}  // namespace underpin::cli
